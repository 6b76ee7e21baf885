-- Which document cites which act, in which role, how often and where first, copies left out; "own" is the document as others cite it.
CREATE VIEW links AS
SELECT
  c.instrument, c.relation, c.document, d.name AS document_name, d.date AS document_date, d.level, d.province,
  d.instrument AS own, count(*) AS mentions, min(c.start) AS start
FROM citations c
JOIN documents d ON d.slug = c.document
WHERE d.copy_of IS NULL AND c.instrument IS NOT NULL AND c.relation <> 'self' AND c.instrument IS NOT d.instrument
GROUP BY c.instrument, c.relation, c.document;
