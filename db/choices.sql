-- Run when all rows are in: what the lists of figures and amounts may be narrowed by, counted once for all visitors.
DROP TABLE IF EXISTS choices;
CREATE TABLE choices (
  list TEXT NOT NULL,                -- documents, findings, figures, money, other money; areas: those of each province
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (list, field, value)
) WITHOUT ROWID;

-- What the amounts of all documents come to, each counted once: no copy, no norm, no total whose parts are there.
DROP TABLE IF EXISTS funds;
CREATE TABLE funds (
  field TEXT NOT NULL,               -- source, years
  value TEXT NOT NULL,
  stage TEXT NOT NULL,               -- need, estimate, budget, spent: what is planned and what was spent make no sum; '': not told
  sum NUMERIC NOT NULL,              -- đồng
  count INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  PRIMARY KEY (field, value, stage)
) WITHOUT ROWID;

-- The ways in which documents write one unit: "alike" is a function of the program.
DROP TABLE IF EXISTS units;
CREATE TABLE units (
  unit TEXT PRIMARY KEY,
  alike TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO units SELECT unit, alike(unit) FROM (SELECT DISTINCT unit FROM indicators WHERE unit <> '');
CREATE INDEX units_alike ON units(alike, unit);

CREATE TEMP TABLE summed AS
SELECT a.document, d.province, d.province_now, a.source, a.years, coalesce(a.stage, '') AS stage, a.role, a.period_start, a.period_end, a.value
FROM addends a JOIN documents d ON d.slug = a.document WHERE a.copy_of IS NULL;

CREATE TEMP TABLE years AS
WITH RECURSIVE y(year) AS (SELECT 1990 UNION ALL SELECT year + 1 FROM y WHERE year < 2060) SELECT year FROM y;

INSERT INTO choices
SELECT 'figures', 'unit', unit, total FROM (
  SELECT i.unit, sum(count(*)) OVER (PARTITION BY u.alike) AS total,
    row_number() OVER (PARTITION BY u.alike ORDER BY count(*) DESC, i.unit DESC) AS place
  FROM temp.first_indicators i JOIN units u ON u.unit = i.unit GROUP BY i.unit
) WHERE place = 1
UNION ALL SELECT 'figures', 'kind', kind, count(*) FROM temp.first_indicators GROUP BY kind
UNION ALL SELECT 'figures', 'level', d.level, count(*) FROM temp.first_indicators i JOIN documents d ON d.slug = i.document
  WHERE d.level <> '' GROUP BY d.level
UNION ALL SELECT 'figures', 'province', d.province, count(*) FROM temp.first_indicators i JOIN documents d ON d.slug = i.document
  WHERE d.province <> '' GROUP BY d.province
UNION ALL SELECT 'figures', 'province_now', d.province_now, count(*) FROM temp.first_indicators i JOIN documents d ON d.slug = i.document
  WHERE d.province_now <> '' GROUP BY d.province_now
UNION ALL SELECT 'figures', 'year', year, count(*) FROM temp.first_indicators JOIN temp.years ON year BETWEEN period_start AND period_end
  GROUP BY year
UNION ALL SELECT 'areas', province, area, count(*) FROM figures WHERE copy_of IS NULL AND province <> '' AND area <> '' GROUP BY province, area
UNION ALL SELECT iif(funding, 'money', 'other money'), 'source', source, count(*) FROM temp.first_amounts WHERE source <> '' GROUP BY funding, source
UNION ALL SELECT iif(funding, 'money', 'other money'), 'stage', stage, count(*) FROM temp.first_amounts WHERE stage <> '' GROUP BY funding, stage
UNION ALL SELECT iif(funding, 'money', 'other money'), 'role', role, count(*) FROM temp.first_amounts GROUP BY funding, role
UNION ALL SELECT iif(funding, 'money', 'other money'), 'province', d.province, count(*) FROM temp.first_amounts a JOIN documents d ON d.slug = a.document
  WHERE d.province <> '' GROUP BY funding, d.province
UNION ALL SELECT iif(funding, 'money', 'other money'), 'province_now', d.province_now, count(*) FROM temp.first_amounts a JOIN documents d ON d.slug = a.document
  WHERE d.province_now <> '' GROUP BY funding, d.province_now
UNION ALL SELECT iif(funding, 'money', 'other money'), 'year', year, count(*) FROM temp.first_amounts JOIN temp.years ON year BETWEEN period_start AND period_end
  GROUP BY funding, year;

INSERT INTO funds
SELECT 'source', source, stage, sum(value), count(*), count(DISTINCT document) FROM temp.summed
  WHERE source IS NOT NULL GROUP BY source, stage
UNION ALL
SELECT 'years', years, stage, sum(value), count(*), count(DISTINCT document) FROM temp.summed
  WHERE years IS NOT NULL GROUP BY years, stage;

-- The same of the amounts that have one value of one field, the only way in which most visitors narrow them.
DROP TABLE IF EXISTS narrowed_funds;
CREATE TABLE narrowed_funds (
  "by" TEXT NOT NULL,                -- source, stage, role, province, province_now, year
  "of" TEXT NOT NULL,
  field TEXT NOT NULL,               -- source, years
  value TEXT NOT NULL,
  stage TEXT NOT NULL,
  sum NUMERIC NOT NULL,              -- đồng
  count INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  PRIMARY KEY ("by", "of", field, value, stage)
) WITHOUT ROWID;

-- What they come to by all fields at once, for those who narrow by several: these sums may be added up.
DROP TABLE IF EXISTS fund_cube;
CREATE TABLE fund_cube (
  source TEXT, years TEXT, stage TEXT, role TEXT, province TEXT, province_now TEXT, period_start INTEGER, period_end INTEGER,
  sum NUMERIC NOT NULL,              -- đồng
  count INTEGER NOT NULL
);

INSERT INTO fund_cube
SELECT source, years, stage, role, province, province_now, period_start, period_end, sum(value), count(*) FROM temp.summed
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

CREATE TEMP TABLE narrowed AS
SELECT 'source' AS "by", source AS "of", document, source, years, stage, value FROM temp.summed WHERE source <> ''
UNION ALL SELECT 'stage', stage, document, source, years, stage, value FROM temp.summed WHERE stage <> ''
UNION ALL SELECT 'role', role, document, source, years, stage, value FROM temp.summed
UNION ALL SELECT 'province', province, document, source, years, stage, value FROM temp.summed WHERE province <> ''
UNION ALL SELECT 'province_now', province_now, document, source, years, stage, value FROM temp.summed WHERE province_now <> ''
UNION ALL SELECT 'year', year, document, source, years, stage, value FROM temp.summed
  JOIN temp.years ON year BETWEEN period_start AND period_end;

INSERT INTO narrowed_funds
SELECT "by", "of", 'source', source, stage, sum(value), count(*), count(DISTINCT document) FROM temp.narrowed WHERE source IS NOT NULL
GROUP BY "by", "of", source, stage
UNION ALL
SELECT "by", "of", 'years', years, stage, sum(value), count(*), count(DISTINCT document) FROM temp.narrowed WHERE years IS NOT NULL
GROUP BY "by", "of", years, stage;

DROP TABLE temp.narrowed;
DROP TABLE temp.summed;
DROP TABLE temp.years;

-- What documents may be browsed by.
INSERT INTO choices
SELECT 'documents', 'province', province, count(*) FROM documents WHERE copy_of IS NULL AND province IS NOT NULL GROUP BY province
UNION ALL SELECT 'documents', 'province_now', province_now, count(*) FROM documents
  WHERE copy_of IS NULL AND province_now IS NOT NULL GROUP BY province_now
UNION ALL SELECT 'documents', 'year', year, count(*) FROM documents WHERE copy_of IS NULL AND year IS NOT NULL GROUP BY year
UNION ALL SELECT 'documents', 'doc_type', doc_type, count(*) FROM documents
  WHERE copy_of IS NULL AND doc_type IS NOT NULL GROUP BY doc_type;

-- The documents of most findings.
INSERT INTO choices
SELECT * FROM (
  SELECT 'findings', 'document', document, count(DISTINCT finding) AS count FROM evidence
  WHERE document NOT IN (SELECT slug FROM temp.copies) GROUP BY document
  ORDER BY count DESC, document LIMIT 200
);

-- How many rows tables and views have, and how many there are once: without copies, and of acts those that are cited.
DROP TABLE IF EXISTS sizes;
CREATE TABLE sizes (
  name TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO sizes
SELECT 'documents', count(*) FROM documents
UNION ALL SELECT 'pages', count(*) FROM pages
UNION ALL SELECT 'instruments', count(*) FROM instruments
UNION ALL SELECT 'citations', count(*) FROM citations
UNION ALL SELECT 'amounts', count(*) FROM amounts
UNION ALL SELECT 'indicators', count(*) FROM indicators
UNION ALL SELECT 'targets_and_results', count(*) FROM targets_and_results
UNION ALL SELECT 'entities', count(*) FROM entities
UNION ALL SELECT 'spellings', count(*) FROM spellings
UNION ALL SELECT 'products', count(*) FROM products
UNION ALL SELECT 'organizations', count(*) FROM organizations
UNION ALL SELECT 'tables', count(*) FROM tables
UNION ALL SELECT 'findings', count(*) FROM findings
UNION ALL SELECT 'evidence', count(*) FROM evidence
UNION ALL SELECT 'checks', count(*) FROM checks
UNION ALL SELECT 'figures', count(*) FROM figures
UNION ALL SELECT 'money', count(*) FROM money
UNION ALL SELECT 'funds', count(*) FROM funds
UNION ALL SELECT 'links', count(*) FROM links
UNION ALL SELECT 'documents once', count(*) FROM documents WHERE copy_of IS NULL
UNION ALL SELECT 'instruments cited', count(*) FROM instrument_counts WHERE documents > 0
UNION ALL SELECT 'citations once', count(*) FROM temp.first_citations
UNION ALL SELECT 'findings once', count(*) FROM findings WHERE NOT in_copy;
