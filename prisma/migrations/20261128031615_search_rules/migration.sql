-- CreateEnum
CREATE TYPE "rule_match" AS ENUM ('exact', 'contains');

-- CreateTable
CREATE TABLE "search_rule" (
    "rule_id" UUID NOT NULL,
    "merchant_id" UUID,
    "language" TEXT NOT NULL DEFAULT '',
    "query" TEXT NOT NULL,
    "match" "rule_match" NOT NULL,
    "target" JSONB,
    "pins" JSONB NOT NULL DEFAULT '[]',
    "boosts" JSONB NOT NULL DEFAULT '[]',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "search_rule_pkey" PRIMARY KEY ("rule_id")
);

-- CreateTable
CREATE TABLE "search_rule_change" (
    "rule_id" UUID NOT NULL,
    "change_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "staff_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "search_rule_change_pkey" PRIMARY KEY ("rule_id","change_id")
);

-- CreateIndex
CREATE INDEX "search_rule_updated_at_rule_id_idx" ON "search_rule"("updated_at", "rule_id");

-- CreateIndex
CREATE INDEX "search_rule_merchant_id_updated_at_rule_id_idx" ON "search_rule"("merchant_id", "updated_at" DESC, "rule_id" DESC);

-- AddForeignKey
ALTER TABLE "search_rule_change" ADD CONSTRAINT "search_rule_change_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "search_rule"("rule_id") ON DELETE RESTRICT ON UPDATE NO ACTION;
