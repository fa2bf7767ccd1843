-- Orders that wait to be packed were cut already. Apart from the column, whose lock nobody is to wait for meanwhile.
UPDATE "order" o SET "cut_at" = coalesce("paid_at", "placed_at")
WHERE "status" = 'paid' AND EXISTS (
  SELECT FROM "order_line" l JOIN "fulfilment" f ON f."merchant_id" = l."merchant_id" AND f."order_id" = l."order_id"
  WHERE l."customer_id" = o."customer_id" AND l."order_id" = o."order_id");
