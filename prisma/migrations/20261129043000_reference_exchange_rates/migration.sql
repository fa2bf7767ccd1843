-- Rates a new shop opens with, so that what is imported in one currency has a price in the others. `npm run rates` keeps newer
-- ones, and the newest of a currency counts. Units for one US dollar, times a million.
INSERT INTO "exchange_rate" ("base", "quote", "day", "rate_ppm") VALUES
  ('USD', 'EUR', '2026-01-01', 920000), ('USD', 'GBP', '2026-01-01', 790000), ('USD', 'JPY', '2026-01-01', 150000000)
ON CONFLICT DO NOTHING;
