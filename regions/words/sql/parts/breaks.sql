breaks AS ( -- the years in which the series of a country breaks
    SELECT n.region_code AS country, w.year_from AS year
    FROM warning w
    JOIN region n ON n.level = 'country' AND n.region_code = coalesce(w.country, n.region_code)
    WHERE w.indicator_id = '$indicator' AND w.code = 'break_in_series' AND w.level = 'region' AND w.year_from = w.year_to
)
