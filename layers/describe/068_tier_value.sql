-- title: What evidence is worth
SELECT tier, quantity, told, low, central, high,
       source || CASE status WHEN 'A' THEN ' (uncalibrated default)' ELSE '' END AS source
FROM tier_value
ORDER BY instr('illegal organized transnational', quantity), tier, told;
