WITH $figures
SELECT
    min(year) AS first,
    max(year) AS last,
    arg_min(value, year) AS first_value,
    arg_max(value, year) AS last_value
FROM figures
WHERE region_code = '$country'
