-- Amounts with their documents; "finding" is the first finding on sums (families N1, N3) that has evidence there.
CREATE VIEW money AS
SELECT
  a.id, a.document, d.name AS document_name, d.date AS document_date, d.issuer, d.level, d.province, d.province_now, d.copy_of,
  a.label, a.quote, a.value, a.value_max, a.comparator, a.currency, a.per, a.role, a.stage, a.source, a.funding, a.again,
  a.period, a.period_start, a.period_end, a.parent, a.page, a.start, a."end", a.rule,
  (
    SELECT min(f.id) FROM evidence e JOIN findings f ON f.id = e.finding
    WHERE e.document = a.document AND e.start < a."end" AND e."end" > a.start AND substr(f.code, 1, 2) IN ('N1', 'N3')
  ) AS finding
FROM amounts a
JOIN documents d ON d.slug = a.document;
