-- Run when all rows are in: what pages would have to count while a visitor waits.
INSERT INTO variants
SELECT instrument, field, value, count(*), count(DISTINCT document) FROM (
  SELECT instrument, document, 'key' AS field, key AS value FROM temp.first_citations
  UNION ALL SELECT instrument, document, 'date', date FROM temp.first_citations
  UNION ALL SELECT instrument, document, 'issuer', issuer FROM temp.first_citations
)
WHERE instrument IS NOT NULL AND value <> ''
GROUP BY instrument, field, value;
-- "letters" is a function of the program; beside min() the other columns are those of the first citation.
INSERT INTO variants
SELECT instrument, 'title', title, count, documents FROM (
  SELECT instrument, title, count(*) AS count, count(DISTINCT document) AS documents, min(id)
  FROM temp.first_citations WHERE instrument IS NOT NULL AND title <> ''
  GROUP BY instrument, letters(title)
);

-- The date and the title on which all citations of an instrument agree, each as full as any of them has it.
CREATE TABLE temp.agreed AS
SELECT instrument, field, value FROM (
  SELECT instrument, field, value, plain,
    row_number() OVER (PARTITION BY instrument, field ORDER BY length(plain) DESC, count DESC, value) AS place
  FROM (SELECT *, iif(field = 'date', value, letters(value)) AS plain FROM variants WHERE field IN ('date', 'title'))
) a
WHERE place = 1 AND NOT EXISTS (
  SELECT 1 FROM variants v WHERE v.instrument = a.instrument AND v.field = a.field
    AND instr(a.plain, iif(v.field = 'date', v.value, letters(v.value))) <> 1
);

-- Beside the findings of an instrument those that are about how it is cited: only these say whether citations agree.
INSERT INTO instrument_counts
SELECT i.slug, i.key, i.kind, i.issuer, coalesce(i.date, d.value), coalesce(i.title, t.value),
  coalesce(c.mentions, 0), coalesce(c.documents, 0), coalesce(f.findings, 0), coalesce(f.doubts, 0), coalesce(f.errors, 0)
FROM instruments i
LEFT JOIN temp.agreed d ON d.instrument = i.slug AND d.field = 'date'
LEFT JOIN temp.agreed t ON t.instrument = i.slug AND t.field = 'title'
LEFT JOIN (
  SELECT instrument, count(*) AS mentions, count(DISTINCT document) AS documents FROM temp.first_citations GROUP BY instrument
) c ON c.instrument = i.slug
LEFT JOIN (
  SELECT e.instrument, count(DISTINCT e.finding) AS findings,
    count(DISTINCT iif(k.element IS NOT NULL AND f.severity <> 'note', e.finding, NULL)) AS doubts,
    count(DISTINCT iif(k.element IS NOT NULL AND f.severity = 'error', e.finding, NULL)) AS errors
  FROM evidence e JOIN findings f ON f.id = e.finding JOIN checks k ON k.code = f.code
  WHERE NOT f.in_copy GROUP BY e.instrument
) f ON f.instrument = i.slug;
CREATE INDEX IF NOT EXISTS instrument_counts_documents ON instrument_counts(documents DESC, mentions DESC, slug);
DROP TABLE temp.agreed;

CREATE VIRTUAL TABLE temp.passage_words USING fts5vocab('main', 'passages_fts', 'col');
CREATE VIRTUAL TABLE temp.name_words USING fts5vocab('main', 'names_fts', 'col');
INSERT INTO words
SELECT term, sum(doc) FROM (
  SELECT term, doc FROM temp.passage_words WHERE col = 'folded'
  UNION ALL SELECT term, doc FROM temp.name_words WHERE col = 'folded'
)
GROUP BY term;
DROP TABLE temp.passage_words;
DROP TABLE temp.name_words;
