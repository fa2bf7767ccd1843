-- AlterTable
ALTER TABLE "webhook_endpoint" ADD COLUMN     "old_secrets" JSONB NOT NULL DEFAULT '[]';
