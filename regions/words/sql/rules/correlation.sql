WITH figures AS ( -- x and y, of one year each region
    SELECT region_code, year, x.value AS x, y.value AS y
    FROM ($x) x
    JOIN ($y) y USING (region_code, year)
),
regions AS ( -- every region in force at the end of a year, with both figures if there are
    SELECT r.country, r.region_code, t.year, f.x, f.y
    FROM region r
    JOIN (SELECT DISTINCT year FROM figures) t
        ON coalesce(year(r.valid_from) <= t.year, true) AND coalesce(year(r.valid_to) > t.year, true)
    LEFT JOIN figures f ON f.region_code = r.region_code AND f.year = t.year
    WHERE r.level = 'region'
),
held AS ( -- the latest year in which no region lacks either figure and no series breaks
    SELECT *
    FROM regions
    WHERE year = (
        SELECT max(year)
        FROM (SELECT year FROM regions GROUP BY year HAVING count(x) = count(*))
        WHERE year NOT IN (
            SELECT year_from
            FROM warning
            WHERE indicator_id IN ($indicators) AND code = 'break_in_series' AND level = 'region'
                AND year_from = year_to
        )
    )
),
skewness AS ( -- third standardised moment within each country; from 1 on logarithms of positive figures are taken
    SELECT
        avg(((x - mean_x) / sd_x) ^ 3) >= 1 AND min(x) > 0 AS skewed_x,
        avg(((y - mean_y) / sd_y) ^ 3) >= 1 AND min(y) > 0 AS skewed_y
    FROM (
        SELECT
            country, x, y,
            avg(x) OVER own AS mean_x, stddev_pop(x) OVER own AS sd_x,
            avg(y) OVER own AS mean_y, stddev_pop(y) OVER own AS sd_y
        FROM held
        WINDOW own AS (PARTITION BY country)
    )
    GROUP BY country
),
measured AS ( -- the figures or their logarithms, and the ranks, ties sharing the mean rank
    SELECT
        country, year,
        CASE WHEN (SELECT bool_or(skewed_x) FROM skewness) THEN CASE WHEN x > 0 THEN ln(x) END ELSE x END AS x,
        CASE WHEN (SELECT bool_or(skewed_y) FROM skewness) THEN CASE WHEN y > 0 THEN ln(y) END ELSE y END AS y,
        rank() OVER (PARTITION BY country ORDER BY x)
            + (count(*) OVER (PARTITION BY country, x) - 1) / 2 AS rank_x,
        rank() OVER (PARTITION BY country ORDER BY y)
            + (count(*) OVER (PARTITION BY country, y) - 1) / 2 AS rank_y
    FROM held
),
coefficients AS (
    SELECT
        country, any_value(year) AS year, corr(x, y) AS pearson, corr(rank_x, rank_y) AS spearman,
        regr_count(x, y) AS n
    FROM measured
    GROUP BY country
),
told AS ( -- with the 95 % interval of the first coefficient by Fisher's transformation
    SELECT
        country, year,
        {
            'country': country,
            'pearson': pearson,
            'low': tanh(atanh(pearson) - 1.959964 / sqrt(n - 3)),
            'high': tanh(atanh(pearson) + 1.959964 / sqrt(n - 3)),
            'spearman': spearman,
            'n': n
        } AS coefficients
    FROM coefficients
)
SELECT
    any_value(year) AS year,
    any_value(coefficients) FILTER (country = 'KR') AS korea,
    any_value(coefficients) FILTER (country = 'JP') AS japan
FROM told
