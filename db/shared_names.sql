-- Run when all documents are in: those of one name, or of one number, symbol and issuer, are told apart by their files.
UPDATE documents SET name = name || ' (' || file || ')'
WHERE slug IN (
  SELECT slug FROM (
    SELECT slug, count(*) OVER (PARTITION BY name) AS namesakes,
      iif(number IS NOT NULL AND symbol IS NOT NULL, count(*) OVER (PARTITION BY number, symbol, issuer), 1) AS copies
    FROM documents
  )
  WHERE namesakes > 1 OR copies > 1
);
