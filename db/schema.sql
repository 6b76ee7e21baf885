-- What is published. Offsets ("start", "end") count code points of a document's text, "end" exclusive;
-- the text itself is the document's passages joined in order of "start".

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,             -- of the program
  rules TEXT NOT NULL,               -- hash of rules/
  schema TEXT NOT NULL,              -- hash of this file and the views
  built_at TEXT NOT NULL,            -- UTC, ISO 8601
  seconds REAL NOT NULL,
  scores TEXT,                       -- JSON: scores against gold, null without gold
  made_by TEXT                       -- a digest of all that shaped it but the documents: program, rules, options
);

CREATE TABLE instruments (
  slug TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  number TEXT,
  symbol TEXT,
  form TEXT NOT NULL,                -- normative, individual, party, law
  issuer TEXT,
  year INTEGER,
  date TEXT,
  title TEXT,
  certainty TEXT,                    -- A, B, C, D; null: known from citations only
  source TEXT,
  effective_from TEXT,
  effective_to TEXT,                 -- the last day in force
  replaced_by TEXT                   -- the key of the act that took its place
);

CREATE TABLE documents (
  slug TEXT PRIMARY KEY,             -- from the file name
  name TEXT NOT NULL,                -- what it is called in lists
  opening TEXT,                      -- its first words, of one that names neither kind nor number nor title
  file TEXT NOT NULL UNIQUE,         -- path inside the corpus
  sha256 TEXT NOT NULL,
  first_seen TEXT,                   -- the day on which it came into the database with these bytes, UTC, ISO 8601
  source_key TEXT,                   -- a digest of the file, its name and its row of the index
  format TEXT NOT NULL,
  copy_kind TEXT,                    -- original, scan, web_copy, ocr_text, pdf_text
  copy_of TEXT REFERENCES documents(slug),  -- the best file of the same document, where this one is another;
                                     -- counts, sums and lists take that one alone
  differs INTEGER NOT NULL DEFAULT 0, -- 1: a copy of about the same length that states other sums or figures
  origin TEXT,
  licence TEXT,
  number TEXT,
  symbol TEXT,
  key TEXT,                          -- number, year where it has one, and symbol: 210/2018/NQ-HĐND
  doc_type TEXT,
  title TEXT,
  issuer TEXT,
  level TEXT,
  province TEXT,                     -- at the time of issue
  province_now TEXT,                 -- that into which it went on 1 July 2025
  place TEXT,
  date TEXT,
  year INTEGER,
  signer TEXT,
  signer_role TEXT,
  period_start INTEGER,
  period_end INTEGER,
  instrument TEXT REFERENCES instruments(slug),  -- the document itself, as others cite it
  characters INTEGER NOT NULL,
  pages INTEGER NOT NULL,            -- 0: the format has no pages
  ocr_pages INTEGER NOT NULL,
  ocr_confidence REAL,               -- 0 to 1
  repairs TEXT,                      -- JSON: what an engine misread in the head, as read and as meant
  overridden TEXT,                   -- JSON: the fields that a person set
  warnings TEXT                      -- JSON
);

CREATE TABLE pages (
  document TEXT NOT NULL REFERENCES documents(slug),
  number INTEGER NOT NULL,           -- from 1
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  width REAL,                        -- points
  height REAL,
  ocr INTEGER NOT NULL,
  confidence REAL,
  note TEXT,
  image TEXT,                        -- its image in the folder beside the database, where there is one
  PRIMARY KEY (document, number)
);

CREATE TABLE sections (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(slug),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  level INTEGER NOT NULL,
  kind TEXT NOT NULL,
  label TEXT,
  heading TEXT NOT NULL,
  parent INTEGER REFERENCES sections(id)
);

CREATE TABLE passages (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(slug),
  page INTEGER,
  section INTEGER REFERENCES sections(id),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL
);

-- Paragraphs as they are shown: JSON [[start, end, kind], …], kind "text", "note" or the id of an outline rule.
CREATE TABLE layouts (
  document TEXT PRIMARY KEY REFERENCES documents(slug),
  paragraphs TEXT NOT NULL
);

CREATE TABLE citations (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(slug),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  page INTEGER,
  section INTEGER REFERENCES sections(id),
  rule TEXT NOT NULL,
  confidence REAL,
  boxes TEXT,                        -- JSON [[page, x0, top, x1, bottom], …], points
  instrument TEXT REFERENCES instruments(slug),
  kind TEXT NOT NULL,
  number TEXT,
  year TEXT,
  symbol TEXT,
  key TEXT NOT NULL,
  date TEXT,
  issuer TEXT,
  title TEXT,
  relation TEXT NOT NULL,
  "by" TEXT,
  preamble INTEGER NOT NULL,
  pinpoint TEXT,
  short INTEGER NOT NULL,
  corrected TEXT,
  repairs TEXT,                      -- JSON
  form TEXT
);

CREATE TABLE amounts (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(slug),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  page INTEGER,
  section INTEGER REFERENCES sections(id),
  rule TEXT NOT NULL,
  confidence REAL,
  boxes TEXT,
  repairs TEXT,                      -- JSON: what an engine misread there
  value NUMERIC,                     -- in units of "currency": đồng, not triệu đồng
  value_max NUMERIC,
  comparator TEXT NOT NULL,
  currency TEXT NOT NULL,
  per TEXT,
  label TEXT,
  role TEXT NOT NULL,
  stage TEXT,
  source TEXT,
  period TEXT,                       -- "2023", "2021-2025"
  period_start INTEGER,              -- its first year
  period_end INTEGER,                -- its last year
  words INTEGER NOT NULL,
  parent INTEGER REFERENCES amounts(id),
  again INTEGER NOT NULL,            -- 1: says the sum before it again, in words
  funding INTEGER NOT NULL           -- 1: given, needed or spent; 0: revenue, prices, debts, what firms own
);

CREATE TABLE indicators (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(slug),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  page INTEGER,
  section INTEGER REFERENCES sections(id),
  rule TEXT NOT NULL,
  confidence REAL,
  boxes TEXT,
  repairs TEXT,                      -- JSON: what an engine misread there
  kind TEXT NOT NULL,                -- target, result, context
  comparator TEXT NOT NULL,
  value NUMERIC NOT NULL,
  value_max NUMERIC,
  "of" NUMERIC,
  unit TEXT,
  subject TEXT,
  period TEXT,                       -- "2023", "2021-2025"
  period_start INTEGER,              -- its first year
  period_end INTEGER,                -- its last year
  "table" INTEGER NOT NULL,
  scope TEXT,
  as_of TEXT,
  place TEXT,
  parent INTEGER REFERENCES indicators(id)
);

-- A target and a result of the same subject, unit, place and time, the result reported later or beside the target.
CREATE TABLE answers (
  target INTEGER NOT NULL REFERENCES indicators(id),
  result INTEGER NOT NULL REFERENCES indicators(id),
  certainty REAL NOT NULL,           -- 0.6 to 1: that both are about the same
  PRIMARY KEY (target, result)
);

-- The registry: what producers and products the documents name, each once.
CREATE TABLE entities (
  slug TEXT PRIMARY KEY,
  kind TEXT NOT NULL,                -- producer, product
  name TEXT NOT NULL,                -- the fullest of its names
  folded TEXT NOT NULL,              -- the same without marks and case
  province TEXT,                     -- as it was called until 30 June 2025
  province_now TEXT,                 -- that into which it went on 1 July 2025
  place TEXT,                        -- as the last document has it that says so; of households the commune
  place_now TEXT,                    -- the commune in which a place from before 1 July 2025 lies since
  places TEXT,                       -- both without marks and case
  mentions INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  form TEXT,                         -- of a producer: company_llc, cooperative …
  trade_name TEXT,                   -- of a producer: without legal form and branches of business
  producer TEXT REFERENCES entities(slug),  -- of a product, and what documents say of it last:
  status TEXT,
  stars INTEGER,
  "group" TEXT,
  decision TEXT,                     -- that recognised it
  decided TEXT,                      -- the day of that decision
  expires TEXT,                      -- stated, or counted from "decided"
  expires_stated INTEGER,
  exported INTEGER                   -- whether a document says that it is sold abroad
);

-- What the entities of a province were made from, as a digest: where it is the same they need not be made anew.
CREATE TABLE registries (
  province TEXT PRIMARY KEY,         -- "?": those of no known province
  digest TEXT NOT NULL
);

-- Every way in which documents write the name of an entity.
CREATE TABLE spellings (
  entity TEXT NOT NULL REFERENCES entities(slug),
  name TEXT NOT NULL,
  score REAL NOT NULL,               -- how like the name shown, 0 to 100, abbreviations spelled out
  mentions INTEGER NOT NULL,
  documents INTEGER NOT NULL
);

CREATE TABLE organizations (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(slug),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  page INTEGER,
  section INTEGER REFERENCES sections(id),
  rule TEXT NOT NULL,
  confidence REAL,
  boxes TEXT,
  repairs TEXT,                      -- JSON: what an engine misread there
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  province TEXT,                     -- that of the address right behind the name
  entity TEXT REFERENCES entities(slug)
);

CREATE TABLE products (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(slug),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  page INTEGER,
  section INTEGER REFERENCES sections(id),
  rule TEXT NOT NULL,
  confidence REAL,
  boxes TEXT,
  repairs TEXT,                      -- JSON: what an engine misread there
  name TEXT NOT NULL,
  producer TEXT,
  stars INTEGER,
  "group" TEXT,
  status TEXT NOT NULL,
  recognition TEXT,
  decision TEXT,
  expires TEXT,
  place TEXT,
  entity TEXT REFERENCES entities(slug)
);

CREATE TABLE unresolved (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(slug),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  why TEXT NOT NULL,
  "of" TEXT NOT NULL                 -- what it looks like: citation, amount
);

CREATE TABLE tables (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(slug),
  number INTEGER NOT NULL,           -- from 1, in the order of the text
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  page INTEGER,                      -- on which it begins
  caption TEXT,
  unit TEXT,                         -- of the whole table: triệu đồng
  header TEXT NOT NULL,              -- JSON: the rows of the head, as in "cells"
  columns TEXT NOT NULL,             -- JSON: the heading of each column
  meanings TEXT NOT NULL,            -- JSON: what each column holds (rules/table_columns.csv), or null
  units TEXT NOT NULL,               -- JSON: the unit of each column, or null
  cells TEXT NOT NULL,               -- JSON: rows of [text, start, end]; with [[start, end], …] behind where in pieces;
                                     -- a cell that spans several places is repeated in each
  notes TEXT NOT NULL,               -- JSON: what is said below it
  layout TEXT NOT NULL,              -- grid, gaps, lines, signs
  certainty REAL NOT NULL,           -- 0 to 1: that the cells stand in their rows and columns
  failed TEXT                        -- why it could not be read
);

CREATE TABLE checks (
  code TEXT PRIMARY KEY,
  family TEXT NOT NULL,
  title TEXT NOT NULL,
  severity TEXT NOT NULL,
  scope TEXT NOT NULL,               -- document or corpus
  element TEXT,                      -- of a citation, when it is about one: number, kind, issuer, date, title, force
  page TEXT NOT NULL                 -- Markdown
);

CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL REFERENCES checks(code),
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  expected TEXT,
  found TEXT,
  remedy TEXT,
  in_copy INTEGER NOT NULL DEFAULT 0 -- 1: found in a copy of a document that counts with another file
);

CREATE TABLE evidence (
  finding INTEGER NOT NULL REFERENCES findings(id),
  position INTEGER NOT NULL,
  document TEXT NOT NULL REFERENCES documents(slug),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  page INTEGER,
  instrument TEXT REFERENCES instruments(slug),  -- the act cited at this place
  PRIMARY KEY (finding, position)
);

CREATE TABLE failures (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  message TEXT NOT NULL
);

-- What a visitor may look for by name: documents and instruments.
CREATE TABLE names (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                -- instrument or document
  slug TEXT NOT NULL,
  number TEXT,
  label TEXT NOT NULL,
  UNIQUE (kind, slug)
);

-- Full text, in two columns: the words as written, and without marks (for those who type without them).
-- Only the index is kept; the words shown are those of the tables, at the same rowid or id.
-- "tags" holds what a search may be narrowed by, one word each: province, year, kind and level of the document.
CREATE VIRTUAL TABLE passages_fts USING fts5(text, folded, tags, content='', tokenize='unicode61 remove_diacritics 0');
-- So many bytes of it are gathered in memory before they are written: the fewer pieces, the less there is to merge.
INSERT INTO passages_fts (passages_fts, rank) VALUES ('hashsize', 16777216);
CREATE VIRTUAL TABLE products_fts USING fts5(text, folded, content='', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE organizations_fts USING fts5(text, folded, content='', tokenize='unicode61 remove_diacritics 0');
-- "joined" holds the words that join the parts of a reference ("số", "ngày") and other ways to write it: they count only
-- in a query with a number.
CREATE VIRTUAL TABLE names_fts USING fts5(text, folded, joined, content='', tokenize='unicode61 remove_diacritics 0');

-- The words of all texts and names without marks, and in how many passages or names each stands: for words mistyped.
CREATE TABLE words (
  word TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) WITHOUT ROWID;

-- How often each instrument is cited, in how many documents, and what was found there; copies are left out. Date and
-- title are those that are known, else those on which all citations agree.
CREATE TABLE instrument_counts (
  slug TEXT PRIMARY KEY REFERENCES instruments(slug),
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  issuer TEXT,
  date TEXT,
  title TEXT,
  mentions INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  findings INTEGER NOT NULL,         -- that have evidence in its citations
  doubts INTEGER NOT NULL,           -- those of them that are about how it is cited, notes aside
  errors INTEGER NOT NULL            -- those of the doubts that are errors
);

-- How the citations of each instrument write its key, date, issuer and title, copies left out; titles of the same
-- words are one.
CREATE TABLE variants (
  instrument TEXT NOT NULL REFERENCES instruments(slug),
  field TEXT NOT NULL,               -- key, date, issuer, title
  value TEXT NOT NULL,
  count INTEGER NOT NULL,
  documents INTEGER NOT NULL,        -- in how many documents
  PRIMARY KEY (instrument, field, value)
) WITHOUT ROWID;
