-- Run when all rows are in: of one document in several files the first counts. The views are for the scripts after;
-- sums that words say again are left out too.
UPDATE findings SET in_copy = id IN (
  SELECT e.finding FROM evidence e JOIN documents d ON d.slug = e.document WHERE d.copy_of IS NOT NULL
);
CREATE TEMP TABLE copies AS SELECT slug FROM main.documents WHERE copy_of IS NOT NULL;
CREATE TEMP VIEW first_citations AS SELECT * FROM main.citations WHERE document NOT IN (SELECT slug FROM copies);
CREATE TEMP VIEW first_amounts AS SELECT * FROM main.amounts
WHERE NOT again AND document NOT IN (SELECT slug FROM copies);
CREATE TEMP VIEW first_indicators AS SELECT * FROM main.indicators WHERE document NOT IN (SELECT slug FROM copies);
