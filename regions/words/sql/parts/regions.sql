regions AS ( -- every region in force at the end of a year, with its figure if there is one
    SELECT r.country, r.region_code, r.position, y.year, f.value
    FROM region r
    JOIN (SELECT DISTINCT year FROM figures) y
        ON coalesce(year(r.valid_from) <= y.year, true) AND coalesce(year(r.valid_to) > y.year, true)
    LEFT JOIN figures f ON f.region_code = r.region_code AND f.year = y.year
    WHERE r.level = 'region'
)
