-- Amounts that may be added up: one sum in đồng of money given, needed or spent, told once, no norm, no total whose parts are known (what was spent of a budget is no part of what is planned); "years" as they are shown.
CREATE VIEW addends AS
SELECT a.id, a.document, d.copy_of, a.source, a.value, a.funding, a.again, a.stage, a.role, a.period_start, a.period_end,
  iif(a.period_start = a.period_end, CAST(a.period_start AS TEXT), a.period_start || '–' || a.period_end) AS years
FROM amounts a
JOIN documents d ON d.slug = a.document
WHERE a.value IS NOT NULL AND a.value_max IS NULL AND a.per IS NULL AND a.currency = 'VND'
  AND a.funding AND NOT a.again AND a.role IN ('total', 'part', 'other') AND NOT EXISTS (
    SELECT 1 FROM amounts p WHERE p.parent = a.id AND (p.stage IS a.stage OR p.stage IS NULL OR a.stage IS NULL)
  );
