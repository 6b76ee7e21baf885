-- Targets, results and other figures with the place that they are about: "area" is the district or commune, of the
-- figure itself or of the office that issued the document; none where a figure is of the whole province or country.
CREATE VIEW figures AS
SELECT
  i.id, i.document, d.name AS document_name, d.date AS document_date, d.level, d.province, d.province_now, d.copy_of,
  coalesce(
    upper(substr(i.place, 1, 1)) || substr(i.place, 2),
    CASE WHEN d.level IN ('huyện', 'xã') AND substr(d.issuer, 1, 16) IN ('Ủy ban nhân dân ', 'Hội đồng nhân dâ')
      THEN upper(substr(trim(replace(replace(d.issuer, 'Ủy ban nhân dân', ''), 'Hội đồng nhân dân', '')), 1, 1))
        || substr(trim(replace(replace(d.issuer, 'Ủy ban nhân dân', ''), 'Hội đồng nhân dân', '')), 2) END
  ) AS area,
  i.kind, i.subject, i.comparator, i.value, i.value_max, i."of", i.unit, i.period, i.period_start, i.period_end,
  i.scope, i.as_of, i.page, i.start, i.quote, i.rule
FROM indicators i
JOIN documents d ON d.slug = i.document;
