-- Targets beside the results that were reported for them, later or in the same row of a table; "share" is what part of
-- the target was reached, in percent, where both are single numbers and more is better.
CREATE VIEW targets_and_results AS
SELECT
  t.document AS target_document, td.name AS target_name, t.page AS target_page, t.quote AS target_quote,
  td.province, td.issuer, t.place, t.subject, t.unit, t.period,
  t.comparator, t.value AS target, t.value_max AS target_max,
  r.value AS result, r.scope AS result_scope, r.as_of AS result_as_of, r.period AS result_period,
  iif(t.value > 0 AND t.comparator <> '<=' AND t.value_max IS NULL AND r.value_max IS NULL, round(100.0 * r.value / t.value, 1), NULL) AS share,
  a.certainty,
  r.document AS result_document, rd.name AS result_name, r.page AS result_page, r.quote AS result_quote,
  r.subject AS result_subject, t.id AS target_id, r.id AS result_id
FROM answers a
JOIN indicators t ON t.id = a.target
JOIN indicators r ON r.id = a.result
JOIN documents td ON td.slug = t.document
JOIN documents rd ON rd.slug = r.document;
