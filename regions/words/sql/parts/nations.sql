nations AS ( -- the years in which both nations have a figure and neither series breaks
    SELECT year, k.value AS korea, j.value AS japan
    FROM figures k
    JOIN figures j USING (year)
    WHERE k.region_code = 'KR' AND j.region_code = 'JP' AND year NOT IN (SELECT year FROM breaks)
)
