-- AlterEnum
ALTER TYPE "hold_status" ADD VALUE 'reserved';

-- AlterTable
ALTER TABLE "return_line" ADD COLUMN     "exchange_amount" INTEGER;

-- CreateIndex
CREATE INDEX "webhook_delivery_created_at_idx" ON "webhook_delivery"("created_at");
