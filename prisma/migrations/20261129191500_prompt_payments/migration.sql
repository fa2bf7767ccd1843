-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "prompt_only" BOOLEAN NOT NULL DEFAULT false;
