WITH years(indicator_id, year) AS ( -- the latest that two thirds of the regions of both countries have
    VALUES
        $years
),
figures AS ( -- money in international dollars of purchasing power, everything else as published
    SELECT indicator_id, region_code, year, value FROM observation
    WHERE indicator_id NOT IN (SELECT indicator_id FROM indicator WHERE currencies IS NOT NULL)
    UNION ALL
    SELECT indicator_id, region_code, year, value FROM observation_converted WHERE currency = 'ppp'
),
measured AS ( -- a figure, or its logarithm where the table of weights says so
    SELECT
        w.indicator_id, w.weight, r.country, r.region_code, r.position,
        CASE w.measure WHEN 'log' THEN CASE WHEN f.value > 0 THEN ln(f.value) END ELSE f.value END AS value
    FROM peer_weight w
    JOIN years y USING (indicator_id)
    JOIN figures f ON f.indicator_id = w.indicator_id AND f.year = y.year
    JOIN region r ON r.region_code = f.region_code AND r.level = 'region'
    WHERE w.theme = '$theme' AND f.value IS NOT NULL
),
scores AS ( -- distance from the mean of all regions in standard deviations
    SELECT *, (value - avg(value) OVER everyone) / nullif(stddev_pop(value) OVER everyone, 0) AS z
    FROM measured
    WHERE value IS NOT NULL
    WINDOW everyone AS (PARTITION BY indicator_id)
),
pairs AS ( -- weighted mean gap over the indicators that both have, if these carry enough of the weight
    SELECT
        k.region_code AS region, j.region_code AS peer, any_value(k.position) AS position,
        sum(k.weight * abs(k.z - j.z)) / sum(k.weight) AS distance,
        count(*) AS n
    FROM scores k
    JOIN scores j USING (indicator_id)
    WHERE k.country = 'KR' AND j.country = 'JP' AND k.z IS NOT NULL AND j.z IS NOT NULL
    GROUP BY k.region_code, j.region_code
    HAVING sum(k.weight) >= (SELECT least_weight FROM peer_theme WHERE theme = '$theme')
        * (SELECT sum(weight) FROM peer_weight JOIN years USING (indicator_id) WHERE theme = '$theme')
        - 1e-9
)
SELECT region, peer, distance, n
FROM pairs
ORDER BY distance, position
LIMIT 1
