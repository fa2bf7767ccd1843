-- AlterTable
ALTER TABLE "stripe_event" ALTER COLUMN "payload" DROP NOT NULL;
