-- Documents tell the index what a product costs and when it was published (lib/search/marks.ts), so that it answers filters
-- and orders by them. Written here as marksOf writes them: two steps double a price, months are UTC's.
UPDATE "catalog_text" AS "text"
SET "document" = "text"."document" || array_to_tsvector("marks"."marks")
FROM (
    SELECT "product_id", array_agg("mark") AS "marks"
    FROM (
        SELECT "product_id", '$' || "currency" || ':' || floor(2 * log(2.0, "amount"::numeric + 1)) AS "mark"
        FROM "catalog_price"
        UNION ALL
        SELECT "product_id", '~' || to_char("published_at" AT TIME ZONE 'UTC', 'YYYY-MM')
        FROM "catalog_entry"
        WHERE "published_at" IS NOT NULL
    ) AS "each"
    GROUP BY "product_id"
) AS "marks"
WHERE "marks"."product_id" = "text"."product_id";
