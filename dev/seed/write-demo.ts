import type { Db } from "@/lib/db/client";
import { readShopState } from "@/lib/db/shop-state";
import { indexProducts } from "@/lib/search/index-products";
import type { DemoCatalog } from "../demo-catalog/catalog.ts";
import { writeCategories } from "./write-categories.ts";
import { writeExchangeRates } from "./write-exchange-rates.ts";
import { writeMerchants } from "./write-merchants.ts";
import { writeProducts } from "./write-products.ts";
import { writePurchases } from "./write-purchases.ts";

const stateKey = "demo-catalog";

export interface DemoOptions {
  now: Date;
  password: string;
  version: string;
}

/** The version that was written to the database, or null. */
export const readDemoVersion = (db: Db): Promise<string | null> => readShopState(db, stateKey);

/** Everything in one transaction, the note that it is done included; the listing comes from the verb an import uses too. */
export async function writeDemo(db: Db, catalog: DemoCatalog, { now, password, version }: DemoOptions): Promise<void> {
  await db.$transaction(
    async (tx) => {
      await writeExchangeRates(tx, now);
      await writeCategories(tx, catalog);
      await writeMerchants(tx, catalog, now, password);
      await writeProducts(tx, catalog, now);
      await indexProducts(
        tx,
        catalog.products.map(({ id }) => id),
      );
      await writePurchases(tx, catalog, now);
      await tx.shopState.create({ data: { key: stateKey, value: version, updatedAt: now } });
    },
    { timeout: 300_000, maxWait: 10_000 },
  );
}
