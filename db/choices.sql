-- Run when all rows are in: what the lists of figures and amounts may be narrowed by, counted once for all visitors.
DROP TABLE IF EXISTS choices;
CREATE TABLE choices (
  list TEXT NOT NULL,                -- figures, money, other money; areas: the districts and communes of each province
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
  sum NUMERIC NOT NULL,              -- đồng
  count INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  PRIMARY KEY (field, value)
) WITHOUT ROWID;

-- The ways in which documents write one unit: "alike" is a function of the program.
DROP TABLE IF EXISTS units;
CREATE TABLE units (
  unit TEXT PRIMARY KEY,
  alike TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO units SELECT unit, alike(unit) FROM (SELECT DISTINCT unit FROM indicators WHERE unit <> '');
CREATE INDEX units_alike ON units(alike, unit);

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
UNION ALL SELECT 'figures', 'year', year, count(*) FROM temp.first_indicators JOIN temp.years ON year BETWEEN period_start AND period_end
  GROUP BY year
UNION ALL SELECT 'areas', province, area, count(*) FROM figures WHERE copy_of IS NULL AND province <> '' AND area <> '' GROUP BY province, area
UNION ALL SELECT iif(funding, 'money', 'other money'), 'source', source, count(*) FROM temp.first_amounts WHERE source <> '' GROUP BY funding, source
UNION ALL SELECT iif(funding, 'money', 'other money'), 'stage', stage, count(*) FROM temp.first_amounts WHERE stage <> '' GROUP BY funding, stage
UNION ALL SELECT iif(funding, 'money', 'other money'), 'role', role, count(*) FROM temp.first_amounts GROUP BY funding, role
UNION ALL SELECT iif(funding, 'money', 'other money'), 'province', d.province, count(*) FROM temp.first_amounts a JOIN documents d ON d.slug = a.document
  WHERE d.province <> '' GROUP BY funding, d.province
UNION ALL SELECT iif(funding, 'money', 'other money'), 'year', year, count(*) FROM temp.first_amounts JOIN temp.years ON year BETWEEN period_start AND period_end
  GROUP BY funding, year;

DROP TABLE temp.years;

INSERT INTO funds
SELECT 'source', source, sum(value), count(*), count(DISTINCT document) FROM addends
  WHERE copy_of IS NULL AND source IS NOT NULL GROUP BY source
UNION ALL
SELECT 'years', years, sum(value), count(*), count(DISTINCT document) FROM addends
  WHERE copy_of IS NULL AND years IS NOT NULL GROUP BY funding, years;
