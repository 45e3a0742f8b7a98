WITH $capital
SELECT
    min(year) AS first,
    max(year) AS last,
    arg_min(korea, year) AS korea_first,
    arg_max(korea, year) AS korea_last,
    arg_min(japan, year) AS japan_first,
    arg_max(japan, year) AS japan_last
FROM nations
