import { beforeAll, expect, it, vi } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { type TestProduct, writeProduct } from "@/dev/testing/write-product";
import { newId } from "@/lib/core/ids";
import { indexProducts } from "@/lib/search/index-products";
import { GET } from "./route";

vi.mock("@/lib/auth/guest", () => ({ getCustomerId: async () => null }));

const database = useDatabase();
let seen: TestProduct;
let fresh: TestProduct;
const ask = (query: string, headers: Record<string, string> = {}) =>
  GET(new Request(`http://localhost/api/new-for-you?${query}`, { headers }));

beforeAll(async () => {
  seen = await writeProduct(database.db, new Date());
  fresh = await writeProduct(database.db, new Date());
  await indexProducts(database.db, [seen.productId, fresh.productId]);
});

it("tells what is new of a brand that was looked at, to nobody else", async () => {
  const reply = await ask(`locale=en-US&seen=${seen.productId}`);
  expect(reply.headers.get("cache-control")).toBe("private, no-store");
  const cards = await reply.json();
  expect(cards).toMatchObject([{ productId: fresh.productId, title: "A thing", price: "$100.00", locale: "en-US" }]);
  expect(cards[0].href).toMatch(/^\/en-US\/p\/a-thing-/);
});

it("tells nothing to who has no past, nor of what it does not know", async () => {
  for (const query of ["locale=en-US", "locale=en-US&seen=", `locale=en-US&seen=${newId()},x,'`])
    expect(await (await ask(query)).json()).toEqual([]);
});

it.each(["", "locale=xx-YY", `locale=en-US&seen=${"a".repeat(5000)}`])("answers 400 to %j", async (query) => {
  expect((await ask(query)).status).toBe(400);
});

it("refuses too many from one address", async () => {
  const from = { "x-forwarded-for": "198.51.100.79" };
  const all = await Promise.all(Array.from({ length: 601 }, () => ask("", from)));
  expect(all.filter(({ status }) => status === 429)).toHaveLength(1);
  expect(all.at(-1)?.headers.get("retry-after")).toMatch(/^\d+$/);
});
