-- AlterTable
ALTER TABLE "co_purchase" ADD COLUMN     "inherited" DOUBLE PRECISION NOT NULL DEFAULT 0;
