-- Findings with each side of their evidence, one row a side.
CREATE VIEW finding_evidence AS
SELECT f.id, f.code, f.severity, f.message, f.found, f.expected, f.remedy, f.in_copy,
  e.position, e.document, d.copy_kind, e.page, e.start, e."end", e.quote, e.instrument
FROM findings f
JOIN evidence e ON e.finding = f.id
JOIN documents d ON d.slug = e.document;
