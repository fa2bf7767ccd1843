-- CreateIndex
CREATE INDEX "fulfilment_sales" ON "fulfilment"("merchant_id", "placed_at" DESC, "fulfilment_id" DESC, "status", "currency", "total_amount");

-- DropIndex
-- What asked it asks the new one, which begins alike.
DROP INDEX "fulfilment_merchant_id_placed_at_fulfilment_id_idx";
