-- CreateTable
CREATE TABLE "search_change" (
    "product_id" UUID NOT NULL,
    "mark" UUID NOT NULL,

    CONSTRAINT "search_change_pkey" PRIMARY KEY ("product_id")
);

-- CreateIndex
CREATE INDEX "search_change_mark_idx" ON "search_change"("mark");
