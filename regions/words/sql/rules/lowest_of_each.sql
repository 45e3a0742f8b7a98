WITH $figures,
$regions,
$breaks,
$held,
lowest AS ( -- of each country
    SELECT *
    FROM held
    QUALIFY row_number() OVER (PARTITION BY country ORDER BY value, position) = 1
)
SELECT
    any_value(year) AS year,
    any_value(region_code) FILTER (country = 'KR') AS korea_region,
    any_value(value) FILTER (country = 'KR') AS korea_value,
    any_value(region_code) FILTER (country = 'JP') AS japan_region,
    any_value(value) FILTER (country = 'JP') AS japan_value
FROM lowest
