import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import { countPurchases } from "@/lib/catalog/discovery/count-purchases";
import { buildTrie } from "./build-trie";
import { gatherProducts } from "./gather-products";
import { indexProducts } from "./index-products";
import { isHeadFor } from "./sold-for";
import { openTrie } from "./trie";

const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");

it("completes to what can be had, then to what sells now rather than to what once did", async () => {
  const { db } = database;
  const products = await Promise.all(Array.from({ length: 4 }, () => writeProduct(db, now)));
  const [gone = "", once = "", lately = "", never = ""] = products.map(({ productId }) => productId);
  await db.product.update({ where: { productId: once }, data: { soldCount: 900 } });
  await db.stockLevel.updateMany({ where: { productId: gone }, data: { onHand: 0 } });
  await indexProducts(db, [gone, once, lately, never]);
  const bought = (productId: string, days: number, times: number) =>
    Array.from({ length: times }, () => ({
      paidAt: new Date(now.getTime() - days * 86_400_000),
      items: [{ productId, units: 1 }],
    }));
  await db.$transaction((tx) =>
    countPurchases(tx, [...bought(once, 730, 900), ...bought(lately, 3, 20), ...bought(gone, 3, 50)]),
  );
  const { products: gathered } = await gatherProducts(db, "en");
  const ordered = gathered.toSorted((a, b) => b.weight - a.weight).map(({ value }) => value);
  expect(ordered).toEqual([lately, once, never, gone]);
});

it("completes a brand to its products, written to its end", async () => {
  const { db } = database;
  const { productId } = await writeProduct(db, now);
  await db.product.update({ where: { productId }, data: { brand: "Halden & Söhne" } });
  await indexProducts(db, [productId]);
  const { products } = await gatherProducts(db, "en");
  const trie = openTrie(buildTrie(products));
  for (const typed of ["halden", "halden s", "halden sohne", "halden soehne"])
    expect([typed, trie.complete(typed, 5, isHeadFor("USD"))]).toEqual([typed, [productId]]);
});
