-- Every mention of every instrument, with the document it stands in; copies of a document are left out.
CREATE VIEW mentions AS
SELECT
  c.instrument, c.relation, c.document, d.name AS document_name, d.date AS document_date,
  c.page, s.label AS section_label, s.heading AS section_heading, c.start, c."end", c.quote,
  c.key, c.date, c.issuer, c.title, c.pinpoint, c.short, c.id
FROM citations c
JOIN documents d ON d.slug = c.document
LEFT JOIN sections s ON s.id = c.section
WHERE d.copy_of IS NULL;
