held AS ( -- the latest year in which no region lacks a figure and neither series breaks
    SELECT *
    FROM regions
    WHERE year = (
        SELECT max(year)
        FROM (SELECT year FROM regions GROUP BY year HAVING count(value) = count(*))
        WHERE year NOT IN (SELECT year FROM breaks)
    )
)
