-- What Prisma can't say: how often a merchant was told of low stock in a day.
CREATE INDEX "merchant_notice_low_stock_day" ON "merchant_notice"("merchant_id", "created_at") WHERE type = 'low_stock';
