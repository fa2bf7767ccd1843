-- AlterTable
-- Who asks on the day of the migration is counted once more that day.
ALTER TABLE "popular_query" ADD COLUMN     "day_askers" BIGINT NOT NULL DEFAULT 0;
