-- Rates a new shop opens with. A merchant changes them later. Nothing here overwrites.
-- Tax: parts per million. US: state sales tax without local additions, and food taxed as the state does most often (not at all).
INSERT INTO "tax_rate" ("region", "subdivision", "tax_class", "rate_ppm") VALUES
  ('GB', '', 'standard', 200000), ('GB', '', 'reduced', 0), ('GB', '', 'food', 0), ('GB', '', 'books', 0),
  ('DE', '', 'standard', 190000), ('DE', '', 'reduced', 70000), ('DE', '', 'food', 70000), ('DE', '', 'books', 70000),
  ('JP', '', 'standard', 100000), ('JP', '', 'reduced', 80000), ('JP', '', 'food', 80000), ('JP', '', 'books', 100000)
ON CONFLICT DO NOTHING;

INSERT INTO "tax_rate" ("region", "subdivision", "tax_class", "rate_ppm")
SELECT 'US', state.code, class.name, CASE WHEN class.name = 'food' THEN 0 ELSE state.rate END
FROM (VALUES
  ('AL', 40000), ('AK', 0), ('AZ', 56000), ('AR', 65000), ('CA', 72500), ('CO', 29000), ('CT', 63500), ('DE', 0), ('DC', 60000),
  ('FL', 60000), ('GA', 40000), ('HI', 40000), ('ID', 60000), ('IL', 62500), ('IN', 70000), ('IA', 60000), ('KS', 65000),
  ('KY', 60000), ('LA', 50000), ('ME', 55000), ('MD', 60000), ('MA', 62500), ('MI', 60000), ('MN', 68750), ('MS', 70000),
  ('MO', 42250), ('MT', 0), ('NE', 55000), ('NV', 68500), ('NH', 0), ('NJ', 66250), ('NM', 48750), ('NY', 40000), ('NC', 47500),
  ('ND', 50000), ('OH', 57500), ('OK', 45000), ('OR', 0), ('PA', 60000), ('RI', 70000), ('SC', 60000), ('SD', 42000),
  ('TN', 70000), ('TX', 62500), ('UT', 48500), ('VT', 60000), ('VA', 43000), ('WA', 65000), ('WV', 60000), ('WI', 50000), ('WY', 40000)
) AS state (code, rate)
CROSS JOIN (VALUES ('standard'), ('reduced'), ('food'), ('books')) AS class (name)
ON CONFLICT DO NOTHING;

-- Shipping: minor units of the currency.
INSERT INTO "shipping_rate" ("region", "method", "currency", "amount", "free_from", "business_days_min", "business_days_max", "position") VALUES
  ('US', 'standard', 'USD', 595, 5000, 3, 5, 0), ('US', 'express', 'USD', 1450, NULL, 1, 2, 1),
  ('GB', 'standard', 'GBP', 395, 4000, 2, 4, 0), ('GB', 'express', 'GBP', 850, NULL, 1, 1, 1),
  ('DE', 'standard', 'EUR', 490, 4900, 2, 4, 0), ('DE', 'express', 'EUR', 1190, NULL, 1, 2, 1),
  ('JP', 'standard', 'JPY', 600, 6000, 2, 4, 0), ('JP', 'express', 'JPY', 1200, NULL, 1, 2, 1)
ON CONFLICT DO NOTHING;
