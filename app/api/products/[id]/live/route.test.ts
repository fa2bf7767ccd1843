import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { type TestProduct, writeProduct } from "@/dev/testing/write-product";
import { newId } from "@/lib/core/ids";
import { GET } from "./route";

const database = useDatabase();
let product: TestProduct;
const ask = (id: string, locale: string) =>
  GET(new Request(`http://localhost/api/products/x/live?locale=${locale}`), { params: Promise.resolve({ id }) });

beforeAll(async () => {
  product = await writeProduct(database.db, new Date());
  await database.db.stockLevel.updateMany({ where: { variantId: product.variantIds[0] }, data: { onHand: 500 } });
});

it("tells prices, at most ten free units, and when a parcel would arrive; nobody may keep it", async () => {
  const reply = await ask(product.productId, "de-US");
  expect(reply.headers.get("cache-control")).toBe("no-store");
  const body = await reply.json();
  expect(body.variants[0]).toEqual({
    variantId: product.variantIds[0],
    price: { amount: 10_000, currency: "USD", text: "100,00\u00a0$" },
    compareAt: null,
    saving: null,
    free: 10,
    shipsFrom: null,
    perCustomerMax: null,
  });
  expect(body.delivery.map((quote: { method: string }) => quote.method)).toEqual(["standard", "express"]);
});

it("tells the price before, and what is saved, as the market writes them", async () => {
  const own = { variantId: product.variantIds[0], currency: "USD" };
  await database.db.price.updateMany({ where: own, data: { compareAtAmount: 12_500 } });
  const marked = (await (await ask(product.productId, "en-US")).json()).variants[0];
  expect(marked.compareAt).toEqual({ amount: 12_500, currency: "USD", text: "$125.00" });
  expect(marked.saving).toEqual({ amount: 2500, currency: "USD", text: "$25.00" });
});

it("answers 404 for what is not for sale there and 400 for nonsense", async () => {
  expect((await ask(product.productId, "ja-JP")).status).toBe(404);
  expect((await ask(newId(), "en-US")).status).toBe(404);
  expect((await ask("1' or 1=1", "en-US")).status).toBe(400);
  expect((await ask(product.productId, "xx-YY")).status).toBe(400);
});
