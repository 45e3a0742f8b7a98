WITH $figures,
$regions,
people AS (
    SELECT region_code, year, value FROM observation
    WHERE indicator_id = 'population_total' AND value IS NOT NULL
),
spread AS ( -- standard deviation over mean, plain and with the residents of each region as weights
    SELECT
        country, year,
        100 * stddev_pop(r.value) / avg(r.value) AS plain,
        sum(r.value * p.value) / sum(p.value) AS mean,
        100 * sqrt(sum(r.value ^ 2 * p.value) / sum(p.value) - mean ^ 2) / mean AS weighted
    FROM regions r
    LEFT JOIN people p USING (region_code, year)
    GROUP BY country, year
    HAVING count(r.value) = count(*) AND count(p.value) = count(*)
)
SELECT
    year,
    k.plain AS korea_plain,
    j.plain AS japan_plain,
    k.weighted AS korea_weighted,
    j.weighted AS japan_weighted
FROM spread k
JOIN spread j USING (year)
WHERE k.country = 'KR' AND j.country = 'JP'
ORDER BY year DESC
LIMIT 1
