-- DropIndex
DROP INDEX "popular_query_language_count_idx";

-- AlterTable
-- Counts become scores as of their last search (half-life 14 days). Who asked was never kept: nobody is counted as an
-- asker, so that each query has to be asked by several again before it is shown.
ALTER TABLE "popular_query"
ADD COLUMN     "askers" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "score" DOUBLE PRECISION NOT NULL DEFAULT 0;

UPDATE "popular_query" SET "score" = ln("count"::float8) / ln(2.0::float8) + extract(epoch from "last_at")::float8 / 1209600;

ALTER TABLE "popular_query" DROP COLUMN "count",
ALTER COLUMN "askers" DROP DEFAULT,
ALTER COLUMN "score" DROP DEFAULT;

-- CreateTable
CREATE TABLE "suggestion_snapshot" (
    "language" TEXT NOT NULL,
    "version" UUID NOT NULL,
    "sizes" INTEGER[],
    "whole" BOOLEAN NOT NULL,
    "digest" TEXT NOT NULL,
    "built_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "suggestion_snapshot_pkey" PRIMARY KEY ("language")
);

-- CreateTable
CREATE TABLE "suggestion_part" (
    "language" TEXT NOT NULL,
    "version" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "suggestion_part_pkey" PRIMARY KEY ("language","version","part")
);

-- CreateIndex
CREATE INDEX "popular_query_language_score_idx" ON "popular_query"("language", "score" DESC);
