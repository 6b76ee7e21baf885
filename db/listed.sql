-- Run when all rows and views are in: the figures, the pairs of a target and a result, and the amounts of all documents
-- in the order in which they are listed. What a list may be narrowed by stands at the same "place" of a full-text index,
-- each field with its value as one word ("first" in no copy of another document, "copy"): whatever is asked for together is found in this order, without sorting.
-- "as_written", "folded" and "tagged" are functions of the program (extractor/store/listing.py), and "alike", which
-- is the same for all ways to write one unit.

-- Figures, the newest documents first, in the order of their texts.
DROP TABLE IF EXISTS listed_figures;
CREATE TABLE listed_figures (
  place INTEGER PRIMARY KEY,
  id INTEGER NOT NULL REFERENCES indicators(id),
  document TEXT NOT NULL REFERENCES documents(slug)
);
INSERT INTO listed_figures (id, document)
SELECT i.id, i.document FROM indicators i JOIN documents d ON d.slug = i.document ORDER BY d.date DESC, d.slug, i.start, i.id;
CREATE INDEX listed_figures_document ON listed_figures(document, place);

CREATE TEMP TABLE figure_words AS
SELECT id, as_written(subject) AS text, folded(subject) AS folded,
  tagged(iif(copy_of IS NULL, 'first', 'copy'), '1', 'kind', kind, 'unit', iif(unit IS NULL, NULL, alike(unit)), 'level', level,
    'province', province, 'province_now', province_now, 'area', area)
    || tagged_years(period_start, period_end) AS tags
FROM figures;
CREATE UNIQUE INDEX temp.figure_words_id ON figure_words(id);

DROP TABLE IF EXISTS listed_figures_fts;
CREATE VIRTUAL TABLE listed_figures_fts USING fts5(text, folded, tags, content='', tokenize='unicode61 remove_diacritics 0');
INSERT INTO listed_figures_fts (rowid, text, folded, tags)
SELECT l.place, w.text, w.folded, w.tags FROM listed_figures l JOIN temp.figure_words w ON w.id = l.id ORDER BY l.place;

-- Targets with a result of which a share can be told, those first that were reached least; found by what the target is.
DROP TABLE IF EXISTS listed_pairs;
CREATE TABLE listed_pairs (
  place INTEGER PRIMARY KEY,
  id INTEGER NOT NULL REFERENCES indicators(id),
  result INTEGER NOT NULL REFERENCES indicators(id),
  document TEXT NOT NULL REFERENCES documents(slug)
);
INSERT INTO listed_pairs (id, result, document)
SELECT target_id, result_id, target_document FROM targets_and_results WHERE share IS NOT NULL
ORDER BY share, target_id, result_id;
CREATE INDEX listed_pairs_document ON listed_pairs(document, place);

DROP TABLE IF EXISTS listed_pairs_fts;
CREATE VIRTUAL TABLE listed_pairs_fts USING fts5(text, folded, tags, content='', tokenize='unicode61 remove_diacritics 0');
INSERT INTO listed_pairs_fts (rowid, text, folded, tags)
SELECT l.place, w.text, w.folded, w.tags FROM listed_pairs l JOIN temp.figure_words w ON w.id = l.id ORDER BY l.place;
DROP TABLE temp.figure_words;

-- Amounts, the newest documents first, in the order of their texts, none told again in words; "plan" counts the documents. Those that may be added
-- up (the view "addends") have their "value", and "years" as they are shown.
DROP TABLE IF EXISTS listed_amounts;
CREATE TABLE listed_amounts (
  place INTEGER PRIMARY KEY,
  id INTEGER NOT NULL REFERENCES amounts(id),
  document TEXT NOT NULL REFERENCES documents(slug),
  plan INTEGER NOT NULL,
  source TEXT,
  years TEXT,
  stage TEXT,
  value NUMERIC
);
INSERT INTO listed_amounts (id, document, plan, source, years, stage, value)
SELECT a.id, a.document, dense_rank() OVER (ORDER BY d.date DESC, d.slug), a.source, b.years, a.stage, b.value
FROM amounts a JOIN documents d ON d.slug = a.document LEFT JOIN addends b ON b.id = a.id
WHERE NOT a.again ORDER BY d.date DESC, d.slug, a.start, a.id;
CREATE INDEX listed_amounts_document ON listed_amounts(document, place);
CREATE INDEX listed_amounts_plan ON listed_amounts(plan, document);

DROP TABLE IF EXISTS listed_amounts_fts;
CREATE VIRTUAL TABLE listed_amounts_fts USING fts5(tags, content='', tokenize='unicode61 remove_diacritics 0');
INSERT INTO listed_amounts_fts (rowid, tags)
SELECT l.place,
  tagged(iif(d.copy_of IS NULL, 'first', 'copy'), '1', iif(a.funding, 'funding', 'other'), '1',
    'source', a.source, 'stage', a.stage, 'role', a.role, 'province', d.province,
    'province_now', d.province_now)
    || tagged_years(a.period_start, a.period_end)
FROM listed_amounts l JOIN amounts a ON a.id = l.id JOIN documents d ON d.slug = a.document ORDER BY l.place;

INSERT INTO listed_figures_fts (listed_figures_fts) VALUES ('optimize');
INSERT INTO listed_pairs_fts (listed_pairs_fts) VALUES ('optimize');
INSERT INTO listed_amounts_fts (listed_amounts_fts) VALUES ('optimize');
