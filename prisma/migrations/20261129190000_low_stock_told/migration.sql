-- What Prisma can't say: the last that a merchant was told of low stock of a variant.
CREATE INDEX "merchant_notice_low_stock" ON "merchant_notice"("merchant_id", (data ->> 'variantId'), "created_at") WHERE type = 'low_stock';
