import { expect, it, vi } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import { listKeptCards } from "@/lib/catalog/kept-cards";
import { requireMarket } from "@/lib/i18n/markets";
import { buildTrie } from "./build-trie";
import { indexProducts } from "./index-products";
import { headOf, soldFor } from "./sold-for";
import { namesOf } from "./synonyms";
import { openTrie } from "./trie";
import { bestQueries, warmCards, warmSuggestions } from "./warm-suggestions";

const database = useDatabase();
const market = requireMarket("en-US");

/** Best first. */
const trieOf = (values: readonly string[]) =>
  openTrie(buildTrie(values.map((value, place) => ({ value, weight: -place, keys: [value] }))));

it.each(["en", "de", "ja"] as const)("knows the names of things in %s before one is typed", async (language) => {
  await warmSuggestions(database.db);
  const read = vi.spyOn(String.prototype, "normalize");
  namesOf(language, "unicornhorn");
  expect(read.mock.calls.length).toBeLessThan(10);
  read.mockRestore();
});

it("reads the best sellers that have a price in the market, past those without one", async () => {
  const now = new Date("2026-11-22T08:00:00Z");
  const abroad = await writeProduct(database.db, now);
  const here = await writeProduct(database.db, now);
  await database.db.price.updateMany({
    where: { productId: abroad.productId },
    data: { currency: "EUR" },
  });
  const ids = [abroad.productId, here.productId];
  await indexProducts(database.db, ids);
  await warmCards(database.db, trieOf(ids), market, 1);
  const kept = await listKeptCards(database.db, ids, market, async () => null);
  expect(kept.map(({ productId }) => productId)).toEqual([here.productId]);
});

it("asks for the most popular queries that find something in the market", () => {
  const queries = trieOf([
    `${headOf(soldFor(["EUR"]))}lederhosen`,
    `${headOf(soldFor(["USD", "EUR"]))}teapot`,
    `${headOf(soldFor(["USD"]))}kettle`,
    `${headOf(soldFor(["USD"]))}mug`,
  ]);
  expect(bestQueries(queries, market, 2)).toEqual(["teapot", "kettle"]);
});
