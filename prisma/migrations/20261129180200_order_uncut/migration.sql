-- What Prisma can't say: paid orders whose merchants don't have their parts yet, which are few at any time.
CREATE INDEX "order_uncut" ON "order"("customer_id", "order_id") WHERE status = 'paid' AND cut_at IS NULL;
