-- CreateIndex
CREATE INDEX "dispute_created_at_dispute_id_idx" ON "dispute"("created_at", "dispute_id");

-- CreateIndex
CREATE INDEX "dispute_updated_at_dispute_id_idx" ON "dispute"("updated_at", "dispute_id");
