steps AS ( -- each Japanese figure with the one published before it, and the first of the series
    SELECT
        region_code, year, value,
        lag(year) OVER series AS year_before,
        lag(value) OVER series AS value_before,
        first_value(value) OVER series AS start
    FROM figures
    WHERE region_code LIKE 'JP%'
    WINDOW series AS (PARTITION BY region_code ORDER BY year)
)
