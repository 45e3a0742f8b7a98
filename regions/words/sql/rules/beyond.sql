WITH $figures,
$regions,
$breaks,
$held,
edge AS ( -- the end of the range of the prefectures
    SELECT $end(value) AS value FROM held WHERE country = 'JP'
)
SELECT
    any_value(held.year) AS year,
    count(*) FILTER (held.value $beyond edge.value) AS beyond,
    count(*) AS total,
    any_value(edge.value) AS value,
    (
        SELECT list(h.region_code ORDER BY h.position)
        FROM held h
        WHERE h.country = 'JP' AND h.value = (SELECT value FROM edge)
    ) AS region
FROM held, edge
WHERE held.country = 'KR'
