import { expect, it } from "vitest";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { indexProduct } from "@/lib/search/index-product";
import { readCards } from "./read-cards";

const database = useDatabase();

it("marks one product in twenty of whatever catalog, those that sold most", async () => {
  const { db } = database;
  const world = await makeWorld(db);
  const sold = Array.from({ length: 40 }, (_, index) => index);
  const ids: string[] = [];
  for (const soldCount of sold) {
    const { productId } = await makeProduct(db, world);
    await db.product.update({ where: { productId }, data: { soldCount } });
    await indexProduct(db, productId);
    ids.push(productId);
  }
  await db.$executeRaw`analyze catalog_entry`;
  const cards = await readCards(db, ids, { language: "en", currency: "USD" });
  expect(cards.flatMap(({ isBestSeller }, index) => (isBestSeller ? [sold[index]] : []))).toEqual([38, 39]);
});
