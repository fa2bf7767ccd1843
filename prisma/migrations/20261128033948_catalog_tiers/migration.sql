-- AlterTable
ALTER TABLE "catalog_text" ADD COLUMN     "tier" SMALLINT NOT NULL DEFAULT 2;

-- The documents of what is listed already get the marks of their facets and categories, and a second lexeme for each
-- word that says what the product is (lib/search/marks, lib/search/write-document).
UPDATE "catalog_text" SET "document" = "document" || array_to_tsvector(
  "catalog_entry"."facets"
  || ARRAY(SELECT '@' || "id" FROM unnest("catalog_entry"."lineage") AS "own"("id"))
  || ARRAY(SELECT '+' || "lexeme" FROM unnest("catalog_text"."document") AS "word" WHERE "word"."weights" && '{A,B}')
)
FROM "catalog_entry"
WHERE "catalog_entry"."product_id" = "catalog_text"."product_id";
