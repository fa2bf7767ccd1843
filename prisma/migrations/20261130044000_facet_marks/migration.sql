-- A facet's mark is told from a word by its first sign (lib/search/marks.ts): as "brand:…" it was found by whoever began to
-- type "brand", in every product. The old marks stay for the release before, until documents are written anew (npm run reindex).
UPDATE "catalog_text" AS "text"
SET "document" = "text"."document" || array_to_tsvector(ARRAY(SELECT '#' || "facet" FROM unnest("entry"."facets") AS "facet"))
FROM "catalog_entry" AS "entry"
WHERE "entry"."product_id" = "text"."product_id" AND "entry"."facets" <> '{}';
