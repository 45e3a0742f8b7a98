,
    (SELECT list(region_code ORDER BY position) FROM hits WHERE country = 'KR') AS names,
    100 - $threshold AS loss,
    (SELECT base_year FROM aggregation WHERE indicator_id = '$indicator') AS base
