-- Made after the rows, which is faster than before them.
CREATE INDEX sections_document ON sections(document, start);
CREATE INDEX passages_document ON passages(document, start);
CREATE INDEX citations_document ON citations(document, start);
CREATE INDEX citations_instrument ON citations(instrument, relation);
CREATE INDEX amounts_document ON amounts(document, start);
CREATE INDEX indicators_document ON indicators(document, start);
CREATE INDEX organizations_document ON organizations(document, start);
CREATE INDEX products_document ON products(document, start);
CREATE INDEX unresolved_document ON unresolved(document, start);
CREATE UNIQUE INDEX tables_document ON tables(document, number);
CREATE INDEX evidence_document ON evidence(document, start);
CREATE INDEX evidence_instrument ON evidence(instrument);
CREATE INDEX findings_code ON findings(code);
CREATE INDEX documents_instrument ON documents(instrument);
CREATE INDEX documents_date ON documents(date);
CREATE INDEX documents_number ON documents(number, symbol);
CREATE INDEX answers_result ON answers(result);
