-- AlterTable
ALTER TABLE "catalog_entry" ADD COLUMN     "codes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "catalog_entry_codes_idx" ON "catalog_entry" USING GIN ("codes");

-- What is listed already gets its codes at once, folded as lib/search/read-code does.
UPDATE "catalog_entry" SET "codes" = "own"."codes"
FROM (
  SELECT "product_id", array_agg(DISTINCT CASE
    WHEN regexp_replace("plain", '[ -]', '', 'g') ~ '^[0-9]{8,14}$' THEN coalesce(nullif(ltrim(regexp_replace("plain", '[ -]', '', 'g'), '0'), ''), '0')
    ELSE "plain" END) AS "codes"
  FROM "variant", LATERAL (
    SELECT btrim(regexp_replace(lower(normalize("code", NFKC)), '\s+', ' ', 'g')) AS "plain"
    FROM (VALUES ("sku"), ("barcode")) AS "given"("code")
  ) AS "folded"
  WHERE "plain" <> ''
  GROUP BY "product_id"
) AS "own"
WHERE "own"."product_id" = "catalog_entry"."product_id";
