figures AS ( -- as published
    SELECT indicator_id, region_code, year, value
    FROM observation
    WHERE indicator_id IN ($indicators) AND value IS NOT NULL
        AND region_code IN (SELECT region_code FROM region WHERE level <> 'municipality')
),
regions AS ( -- every region in force at the end of a year, with its figure if there is one
    SELECT y.indicator_id, y.year, r.country, r.capital_area, f.value
    FROM region r
    JOIN (SELECT DISTINCT indicator_id, year FROM figures) y
        ON coalesce(year(r.valid_from) <= y.year, true) AND coalesce(year(r.valid_to) > y.year, true)
    LEFT JOIN figures f
        ON f.indicator_id = y.indicator_id AND f.region_code = r.region_code AND f.year = y.year
    WHERE r.level = 'region'
),
shares AS ( -- of the nation's own figure; where there is none, of the sum of all its regions
    SELECT
        r.indicator_id, r.year, r.country,
        100 * sum(r.value) FILTER (r.capital_area)
            / coalesce(any_value(n.value), CASE WHEN count(r.value) = count(*) THEN sum(r.value) END) AS share
    FROM regions r
    LEFT JOIN figures n
        ON n.indicator_id = r.indicator_id AND n.region_code = r.country AND n.year = r.year
    GROUP BY r.indicator_id, r.year, r.country
    HAVING count(r.value) FILTER (r.capital_area) = count(*) FILTER (r.capital_area)
),
nations AS ( -- the years in which both capital areas have a share and neither series breaks
    SELECT indicator_id, year, k.share AS korea, j.share AS japan
    FROM shares k
    JOIN shares j USING (indicator_id, year)
    WHERE k.country = 'KR' AND j.country = 'JP' AND k.share IS NOT NULL AND j.share IS NOT NULL
        AND (indicator_id, year) NOT IN (
            SELECT (w.indicator_id, w.year_from)
            FROM warning w
            WHERE w.code = 'break_in_series' AND w.level = 'region' AND w.year_from = w.year_to
        )
)
