WITH $figures,
$regions,
$breaks,
$held
SELECT
    any_value(year) AS year,
    count(*) FILTER (value $beyond $threshold) AS count,
    count(*) AS total,
    list(region_code ORDER BY country DESC, position) FILTER (value $beyond $threshold) AS names
FROM held
