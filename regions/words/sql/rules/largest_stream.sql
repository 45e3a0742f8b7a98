SELECT
    come.year AS year,
    come.origin AS origin,
    come.destination AS destination,
    come.persons - gone.persons AS net
FROM migration_flow come
JOIN migration_flow gone
    ON gone.origin = come.destination AND gone.destination = come.origin AND gone.year = come.year
WHERE come.year = (SELECT max(year) FROM migration_flow)
ORDER BY net DESC
LIMIT 1
