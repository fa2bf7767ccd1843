import { expect, it } from "vitest";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { readSellables } from "./read-sellables";

const database = useDatabase();

it("a product that names no order of its options is for sale as any", async () => {
  const { db } = database;
  const variant = await makeProduct(db, await makeWorld(db));
  await db.$executeRaw`UPDATE product SET option_keys = NULL WHERE product_id = ${variant.productId}::uuid`;
  const sellables = await readSellables(db, [variant], { language: "en", currency: "USD" });
  expect([...sellables.values()]).toMatchObject([{ productId: variant.productId, options: [] }]);
});
