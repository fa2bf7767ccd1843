-- AlterTable
ALTER TABLE "order" ADD COLUMN     "cut_at" TIMESTAMPTZ(3);

-- Orders that wait to be packed were cut already: only what is not cut stands in the index below.
UPDATE "order" SET "cut_at" = coalesce("paid_at", "placed_at")
WHERE "status" = 'paid' AND "order_id" IN (SELECT "order_id" FROM "fulfilment");

-- What Prisma can't say: paid orders whose merchants don't have their parts yet, which are few at any time.
CREATE INDEX "order_uncut" ON "order"("customer_id", "order_id") WHERE status = 'paid' AND cut_at IS NULL;
