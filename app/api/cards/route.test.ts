import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import { newId } from "@/lib/core/ids";
import { indexProducts } from "@/lib/search/index-products";
import { GET } from "./route";

const database = useDatabase();
const ask = (query: string, headers: Record<string, string> = {}) =>
  GET(new Request(`http://localhost/api/cards?${query}`, { headers }));
let [first, dearer, soldOut, unpublished] = ["", "", "", ""];

beforeAll(async () => {
  const { db } = database;
  const written = await Promise.all(Array.from({ length: 4 }, () => writeProduct(db, new Date())));
  [first = "", dearer = "", soldOut = "", unpublished = ""] = written.map(({ productId }) => productId);
  await db.price.updateMany({ where: { productId: dearer, currency: "USD" }, data: { amount: 12_300 } });
  await db.stockLevel.updateMany({ where: { productId: soldOut }, data: { onHand: 0 } });
  await db.product.update({ where: { productId: unpublished }, data: { status: "draft" } });
  await indexProducts(db, [first, dearer, soldOut, unpublished]);
});

it("tells what products cost today, in the order asked for, and nothing of what can't be had", async () => {
  const reply = await ask(`locale=en-US&ids=${[dearer, soldOut, newId(), unpublished, first].join()}`);
  expect(reply.headers.get("cache-control")).toBe("private, max-age=30");
  const cards = await reply.json();
  expect(cards).toMatchObject([
    { productId: dearer, price: "$123.00", locale: "en-US", title: "A thing" },
    { productId: first, price: "$100.00" },
  ]);
  expect(cards[0].href).toMatch(/^\/en-US\/p\/a-thing-/);
});

it("tells nothing of what has no price in the market", async () => {
  await database.db.price.deleteMany({ where: { productId: first, currency: "JPY" } });
  await indexProducts(database.db, [first]);
  expect(await (await ask(`locale=ja-JP&ids=${first}`)).json()).toEqual([]);
});

it("looks at twelve ids, and passes over what is none", async () => {
  const crowd = Array.from({ length: 12 }, newId);
  expect(await (await ask(`locale=en-US&ids=${[...crowd, first].join()}`)).json()).toEqual([]);
  expect(await (await ask(`locale=en-US&ids=x,',${first}`)).json()).toHaveLength(1);
  expect(await (await ask("locale=en-US")).json()).toEqual([]);
});

it.each(["", "locale=xx-YY", `locale=en-US&ids=${"a".repeat(5000)}`])("answers 400 to %j", async (query) => {
  expect((await ask(query)).status).toBe(400);
});

it("refuses too many from one address", async () => {
  const from = { "x-forwarded-for": "198.51.100.79" };
  const all = await Promise.all(Array.from({ length: 601 }, () => ask("", from)));
  expect(all.filter(({ status }) => status === 429)).toHaveLength(1);
});
