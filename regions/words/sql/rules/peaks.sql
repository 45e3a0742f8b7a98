WITH $figures
SELECT
    (SELECT year FROM figures WHERE region_code = 'KR' ORDER BY value DESC, year LIMIT 1) AS korea,
    (SELECT year FROM figures WHERE region_code = 'JP' ORDER BY value DESC, year LIMIT 1) AS japan
