-- Run when all rows are in: an act of which nothing is known but its citations takes what the one document says that it
-- is; and which act is cited where a finding points.
UPDATE instruments SET (date, title, issuer) = (
  SELECT d.date, d.title, coalesce(d.issuer, instruments.issuer) FROM documents d
  WHERE d.instrument = instruments.slug AND d.copy_of IS NULL
)
WHERE certainty IS NULL AND slug IN (
  SELECT instrument FROM documents WHERE copy_of IS NULL AND instrument IS NOT NULL
  GROUP BY instrument HAVING count(*) = 1
);
UPDATE evidence SET instrument = (
  SELECT iif(c."end" > evidence.start, c.instrument, NULL) FROM citations c
  WHERE c.document = evidence.document AND c.start < evidence."end" ORDER BY c.start DESC, c.id DESC LIMIT 1
);
