-- Run when all rows are in: what pages would have to count while a visitor waits.
INSERT INTO instrument_counts
SELECT i.slug, i.key, i.kind, i.issuer, i.date, i.title, count(c.id), count(DISTINCT c.document)
FROM instruments i
LEFT JOIN citations c ON c.instrument = i.slug
GROUP BY i.slug;
CREATE INDEX instrument_counts_documents ON instrument_counts(documents DESC, mentions DESC, slug);

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
