WITH $figures,
$regions,
$breaks,
$held
SELECT
    any_value(year) AS year,
    any_value(value) FILTER (region_code = 'KR') AS korea,
    any_value(value) FILTER (region_code = 'JP') AS japan
FROM figures
WHERE year = (SELECT any_value(year) FROM held)
