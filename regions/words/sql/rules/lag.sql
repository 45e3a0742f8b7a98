WITH $figures,
$breaks,
$steps,
reached AS ( -- for each Korean figure the year in which Japan first stood there, on a straight line from year to year
    SELECT
        k.year, k.value,
        CASE WHEN j.value = k.value THEN j.year ELSE j.year_before END AS year_before,
        j.year AS year_after,
        CASE
            WHEN j.value = k.value THEN j.year
            ELSE j.year_before
                + (k.value - j.value_before) / (j.value - j.value_before) * (j.year - j.year_before)
        END AS reached
    FROM figures k
    JOIN steps j ON j.region_code = 'JP' AND j.value $at_or_past k.value AND k.value $at_or_past j.start
    WHERE k.region_code = 'KR'
    QUALIFY row_number() OVER (PARTITION BY k.year ORDER BY j.year) = 1
)
SELECT year, value, reached, year - reached AS lag
FROM reached
WHERE year NOT IN (SELECT year FROM breaks WHERE country = 'KR')
  AND NOT EXISTS (
      FROM breaks WHERE country = 'JP' AND breaks.year > year_before AND breaks.year <= year_after
  )
ORDER BY year DESC
LIMIT 1
