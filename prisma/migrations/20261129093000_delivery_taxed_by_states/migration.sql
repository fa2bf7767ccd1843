-- States that tax the delivery of taxable goods, at the rate of the goods. A rate that is there already stays.
INSERT INTO "tax_rate" ("region", "subdivision", "tax_class", "rate_ppm")
SELECT "region", "subdivision", 'shipping', "rate_ppm" FROM "tax_rate"
WHERE "region" = 'US' AND "tax_class" = 'standard' AND "subdivision" IN (
  'AR', 'CT', 'DC', 'GA', 'HI', 'IN', 'KS', 'KY', 'MN', 'MS', 'NC', 'ND', 'NE', 'NJ', 'NM', 'NY', 'OH', 'PA', 'RI', 'SC', 'SD', 'TN',
  'TX', 'VT', 'WA', 'WI', 'WV')
ON CONFLICT DO NOTHING;
