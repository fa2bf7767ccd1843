-- What a product costs stands in its entry too, as composeEntry writes it: lists need it of every row they look at.
ALTER TABLE "catalog_entry" ADD COLUMN "amounts" JSONB NOT NULL DEFAULT '{}';

UPDATE "catalog_entry" AS "entry"
SET "amounts" = "price"."amounts"
FROM (
    SELECT "product_id", jsonb_object_agg("currency", "amount") AS "amounts"
    FROM "catalog_price"
    GROUP BY "product_id"
) AS "price"
WHERE "price"."product_id" = "entry"."product_id";
