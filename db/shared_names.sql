-- Run when all documents are in: those of one name, or of one number, symbol and issuer, are told apart by their files.
-- A document that is kept in several files has its bare name in the file that counts.
UPDATE documents SET name = name || ' (' || file || ')'
WHERE slug IN (
  SELECT slug FROM (
    SELECT slug, copy_of, count(*) OVER (PARTITION BY copy_of IS NULL, name) AS namesakes,
      iif(number IS NOT NULL AND symbol IS NOT NULL,
        count(*) OVER (PARTITION BY copy_of IS NULL, number, symbol, issuer), 1) AS alike
    FROM documents
  )
  WHERE namesakes > 1 OR alike > 1 OR copy_of IS NOT NULL
);
