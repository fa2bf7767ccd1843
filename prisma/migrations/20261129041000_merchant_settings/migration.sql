-- AlterTable
ALTER TABLE "location" ADD COLUMN     "line1" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "line2" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "postal_code" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "state" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "merchant" ADD COLUMN     "low_stock_at" INTEGER NOT NULL DEFAULT 5;
