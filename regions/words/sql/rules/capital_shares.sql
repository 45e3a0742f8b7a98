WITH $capital
SELECT
    $columns
FROM nations
