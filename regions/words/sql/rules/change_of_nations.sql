WITH $figures,
$breaks,
$nations
SELECT
    min(year) AS first,
    max(year) AS last,
    -- falls, written without their sign
    100 * (1 - arg_max(korea, year) / arg_min(korea, year)) AS korea,
    100 * (1 - arg_max(japan, year) / arg_min(japan, year)) AS japan
FROM nations
