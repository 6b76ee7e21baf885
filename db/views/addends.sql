-- Amounts that may be added up: one sum in đồng, no norm, no total whose parts are known; "years" as they are shown.
CREATE VIEW addends AS
SELECT a.id, a.document, a.source, a.value, a.stage, a.role, a.period_start, a.period_end,
  iif(a.period_start = a.period_end, CAST(a.period_start AS TEXT), a.period_start || '–' || a.period_end) AS years
FROM amounts a
WHERE a.value IS NOT NULL AND a.value_max IS NULL AND a.per IS NULL AND a.currency = 'VND'
  AND a.role IN ('total', 'part', 'other') AND NOT EXISTS (SELECT 1 FROM amounts p WHERE p.parent = a.id);
