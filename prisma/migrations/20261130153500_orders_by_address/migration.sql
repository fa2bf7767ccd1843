-- What Prisma can't say: a merchant's orders by their buyer's address, or its beginning, however it is written.
CREATE INDEX "fulfilment_email" ON "fulfilment" ("merchant_id", (lower(email) COLLATE "C"));
