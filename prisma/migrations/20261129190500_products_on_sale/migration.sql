-- What Prisma can't say: a merchant's products that are on sale, which are looked through for low stock.
CREATE INDEX "catalog_entry_on_sale" ON "catalog_entry"("merchant_id", "product_id") WHERE status = 'active';
