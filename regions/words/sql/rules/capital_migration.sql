WITH $figures,
areas AS ( -- the balance of each capital area and of its leading city, if all regions of the area have one
    SELECT
        r.country, y.year,
        sum(f.value) AS area,
        any_value(f.value) FILTER (r.kind IN ('special_city', 'to')) AS city
    FROM region r
    CROSS JOIN (SELECT DISTINCT year FROM figures) y
    LEFT JOIN figures f ON f.region_code = r.region_code AND f.year = y.year
    WHERE r.capital_area AND r.level = 'region'
    GROUP BY r.country, y.year
    HAVING count(f.value) = count(*)
)
SELECT
    year,
    k.area AS korea,
    j.area AS japan,
    -k.city AS seoul, -- more leave Seoul than come: the number of them is told
    j.city AS tokyo
FROM areas k
JOIN areas j USING (year)
WHERE k.country = 'KR' AND j.country = 'JP'
ORDER BY year DESC
LIMIT 1
