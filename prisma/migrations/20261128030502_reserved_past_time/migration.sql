-- What is reserved past its time is looked for every minute: units that an order has are never in here.
CREATE INDEX "stock_hold_reserved_idx" ON "stock_hold"("expires_at") WHERE "status" = 'reserved';
