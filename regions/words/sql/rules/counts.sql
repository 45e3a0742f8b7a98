WITH $figures,
$regions,
$breaks,
$held,
hits AS (SELECT * FROM held WHERE value $beyond $threshold),
farthest AS (SELECT * FROM hits WHERE value = (SELECT $end(value) FROM hits))
SELECT
    any_value(year) AS year,
    $threshold AS threshold,
    (SELECT count(*) FROM hits WHERE country = 'KR') AS korea,
    count(*) FILTER (country = 'KR') AS korea_total,
    (SELECT count(*) FROM hits WHERE country = 'JP') AS japan,
    count(*) FILTER (country = 'JP') AS japan_total,
    (SELECT list(region_code ORDER BY country DESC, position) FROM farthest) AS region,
    (SELECT any_value(value) FROM farthest) AS value$named
FROM held
