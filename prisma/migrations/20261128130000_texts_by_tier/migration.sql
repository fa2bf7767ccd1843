-- A table beneath for each language and tier, each with an index of its own: a search goes from the best sellers down and
-- stops where it has enough, and what it costs follows the tables it opened (docs/decisions/022).
ALTER TABLE "catalog_text" RENAME TO "catalog_text_of_all";
ALTER TABLE "catalog_text_of_all" RENAME CONSTRAINT "catalog_text_pkey" TO "catalog_text_of_all_pkey";
DROP INDEX "catalog_text_document_idx";

CREATE TABLE "catalog_text" (
    "language" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "document" tsvector NOT NULL,
    "tier" SMALLINT NOT NULL DEFAULT 4,

    CONSTRAINT "catalog_text_pkey" PRIMARY KEY ("language","product_id","tier")
) PARTITION BY RANGE ("language", "tier");

-- The next language needs no tables of its own to be searched.
CREATE TABLE "catalog_text_other" PARTITION OF "catalog_text" DEFAULT;

CREATE TABLE "catalog_text_en_0" PARTITION OF "catalog_text" FOR VALUES FROM ('en', 0) TO ('en', 1);
CREATE TABLE "catalog_text_en_1" PARTITION OF "catalog_text" FOR VALUES FROM ('en', 1) TO ('en', 2);
CREATE TABLE "catalog_text_en_2" PARTITION OF "catalog_text" FOR VALUES FROM ('en', 2) TO ('en', 3);
CREATE TABLE "catalog_text_en_3" PARTITION OF "catalog_text" FOR VALUES FROM ('en', 3) TO ('en', 4);
CREATE TABLE "catalog_text_en_4" PARTITION OF "catalog_text" FOR VALUES FROM ('en', 4) TO ('en', 5);

CREATE TABLE "catalog_text_de_0" PARTITION OF "catalog_text" FOR VALUES FROM ('de', 0) TO ('de', 1);
CREATE TABLE "catalog_text_de_1" PARTITION OF "catalog_text" FOR VALUES FROM ('de', 1) TO ('de', 2);
CREATE TABLE "catalog_text_de_2" PARTITION OF "catalog_text" FOR VALUES FROM ('de', 2) TO ('de', 3);
CREATE TABLE "catalog_text_de_3" PARTITION OF "catalog_text" FOR VALUES FROM ('de', 3) TO ('de', 4);
CREATE TABLE "catalog_text_de_4" PARTITION OF "catalog_text" FOR VALUES FROM ('de', 4) TO ('de', 5);

CREATE TABLE "catalog_text_ja_0" PARTITION OF "catalog_text" FOR VALUES FROM ('ja', 0) TO ('ja', 1);
CREATE TABLE "catalog_text_ja_1" PARTITION OF "catalog_text" FOR VALUES FROM ('ja', 1) TO ('ja', 2);
CREATE TABLE "catalog_text_ja_2" PARTITION OF "catalog_text" FOR VALUES FROM ('ja', 2) TO ('ja', 3);
CREATE TABLE "catalog_text_ja_3" PARTITION OF "catalog_text" FOR VALUES FROM ('ja', 3) TO ('ja', 4);
CREATE TABLE "catalog_text_ja_4" PARTITION OF "catalog_text" FOR VALUES FROM ('ja', 4) TO ('ja', 5);

-- A tier was a mark in the document. The night sorts everything into the new tiers.
INSERT INTO "catalog_text" ("language", "product_id", "title", "slug", "document", "tier")
SELECT "language", "product_id", "title", "slug",
  CASE WHEN "tier" < 2 THEN ts_delete("document", '#' || "tier" || "language") ELSE "document" END,
  CASE WHEN "tier" < 2 THEN "tier" ELSE 4 END
FROM "catalog_text_of_all";

DROP TABLE "catalog_text_of_all";

CREATE INDEX "catalog_text_document_idx" ON "catalog_text" USING GIN ("document");
