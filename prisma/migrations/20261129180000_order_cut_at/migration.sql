-- AlterTable
ALTER TABLE "order" ADD COLUMN     "cut_at" TIMESTAMPTZ(3);
