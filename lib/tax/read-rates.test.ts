import { expect, test } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { readTaxRates } from "./read-rates";

const database = useDatabase();

test("a state's rates are its own, delivery's among them where it is taxed", async () => {
  expect(await readTaxRates(database.db, "US", "NY")).toMatchObject({ standard: 40_000, food: 0, shipping: 40_000 });
  const california = await readTaxRates(database.db, "US", "CA");
  expect(california).toMatchObject({ standard: 72_500, food: 0 });
  expect(california).not.toHaveProperty("shipping");
});

test("a region without states has one set, whatever subdivision is asked for", async () => {
  expect(await readTaxRates(database.db, "DE", "BY")).toEqual(await readTaxRates(database.db, "DE", ""));
});
