-- Every cell of the bodies of tables, with the heading of its column; a cell that spans several places in each of them.
CREATE VIEW table_cells AS
SELECT
  t.document, t.number AS "table", r.key + 1 AS "row", c.key + 1 AS "column",
  json_extract(t.columns, '$[' || c.key || ']') AS heading,
  json_extract(t.meanings, '$[' || c.key || ']') AS meaning,
  json_extract(t.units, '$[' || c.key || ']') AS unit,
  json_extract(c.value, '$[0]') AS text, json_extract(c.value, '$[1]') AS start, json_extract(c.value, '$[2]') AS "end",
  coalesce(
    (SELECT max(p.number) FROM pages p WHERE p.document = t.document AND p.start <= json_extract(c.value, '$[1]')),
    t.page
  ) AS page
FROM tables t, json_each(t.cells) r, json_each(r.value) c;
