figures AS ( -- $indicator, $variant
    SELECT region_code, year, value
    FROM $table
    WHERE indicator_id = '$indicator'$condition AND value IS NOT NULL
      AND region_code IN (SELECT region_code FROM region WHERE level <> 'municipality')
)
