WITH $figures,
$breaks,
$nations
SELECT
    max(year) FILTER (korea <= japan) AS before,
    min(year) FILTER (korea > japan) AS after,
    max(year) AS last,
    arg_max(korea, year) AS korea,
    arg_max(japan, year) AS japan
FROM nations
