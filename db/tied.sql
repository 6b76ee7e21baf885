-- Run when all rows are in: which act a document is itself (same number, symbol and date, when only one is), and which
-- act is cited where a finding points.
UPDATE documents SET instrument = (
  SELECT iif(count(*) = 1, max(i.slug), NULL) FROM instruments i
  WHERE i.number = documents.number AND i.symbol = documents.symbol AND i.date = documents.date
);
UPDATE evidence SET instrument = (
  SELECT iif(c."end" > evidence.start, c.instrument, NULL) FROM citations c
  WHERE c.document = evidence.document AND c.start < evidence."end" ORDER BY c.start DESC, c.id DESC LIMIT 1
);
