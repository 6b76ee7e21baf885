-- How often each instrument is cited, and in how many documents.
CREATE VIEW instrument_counts AS
SELECT i.slug, i.key, i.kind, i.issuer, i.date, i.title,
  count(c.id) AS mentions, count(DISTINCT c.document) AS documents
FROM instruments i
LEFT JOIN citations c ON c.instrument = i.slug
GROUP BY i.slug;
