WITH $figures,
$regions,
$breaks,
$held,
highest AS (SELECT * FROM held WHERE country = 'KR' ORDER BY value DESC, position LIMIT 1),
leader AS (SELECT * FROM held WHERE country = 'JP' ORDER BY value DESC, position LIMIT 1),
nearest AS ( -- the prefecture whose figure of the same year is nearest
    SELECT held.*
    FROM held, highest
    WHERE held.country = 'JP'
    ORDER BY abs(held.value - highest.value), held.position
    LIMIT 1
),
$steps,
reached AS ( -- the year in which Japan and its prefectures first stood there, on a straight line from year to year
    SELECT
        s.region_code,
        CASE
            WHEN s.value = h.value THEN s.year
            ELSE s.year_before
                + (h.value - s.value_before) / (s.value - s.value_before) * (s.year - s.year_before)
        END AS year
    FROM steps s
    JOIN highest h ON s.value >= h.value AND h.value >= s.start
    QUALIFY row_number() OVER (PARTITION BY s.region_code ORDER BY s.year) = 1
)
SELECT
    highest.region_code AS region, highest.value AS value, highest.year AS year,
    nearest.region_code AS match, nearest.value AS match_value,
    (SELECT year FROM reached WHERE region_code = 'JP') AS nation_year,
    leader.region_code AS leader,
    (SELECT year FROM reached WHERE region_code = leader.region_code) AS leader_year
FROM highest, nearest, leader
