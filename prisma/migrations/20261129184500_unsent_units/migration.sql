-- What Prisma can't say: lines of which units are still to be sent, which whoever counts a shelf is told of.
CREATE INDEX "fulfilment_line_unsent" ON "fulfilment_line"("merchant_id", "product_id") WHERE shipped_quantity + cancelled_quantity < quantity;
