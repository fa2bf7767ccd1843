-- AlterTable
ALTER TABLE "dispute" ADD COLUMN     "payment_intent_id" TEXT;
