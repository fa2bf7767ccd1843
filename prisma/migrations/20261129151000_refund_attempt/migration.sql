-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 1;
