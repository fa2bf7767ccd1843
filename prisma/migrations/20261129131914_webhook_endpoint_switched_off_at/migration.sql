-- AlterTable
ALTER TABLE "webhook_endpoint" ADD COLUMN     "switched_off_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "webhook_delivery_merchant_id_endpoint_id_status_created_at_idx" ON "webhook_delivery"("merchant_id", "endpoint_id", "status", "created_at");

-- One that is off already is kept what it misses for a week from now on.
UPDATE "webhook_endpoint" SET "switched_off_at" = now() WHERE NOT "active";
