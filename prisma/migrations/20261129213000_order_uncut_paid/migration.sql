-- What Prisma can't say: paid orders whose merchants don't have their parts yet, the oldest first.
CREATE INDEX "order_uncut_paid" ON "order"("paid_at") INCLUDE ("customer_id", "order_id") WHERE status = 'paid' AND cut_at IS NULL;
DROP INDEX "order_uncut";
