import { beforeAll, describe, expect, it, vi } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import { buildSuggestions } from "@/lib/search/build-suggestions";
import { indexProducts } from "@/lib/search/index-products";
import { suggestionsSchema } from "@/lib/search/suggestions";
import { GET } from "./route";

const database = useDatabase();
const ask = (query: string, headers: Record<string, string> = {}) =>
  GET(new Request(`http://localhost/api/suggest?${query}`, { headers }));

beforeAll(async () => {
  const product = await writeProduct(database.db, new Date());
  await indexProducts(database.db, [product.productId]);
  await buildSuggestions(database.db, new Date());
});

it("answers in the agreed shape, to be kept for a minute", async () => {
  const { title } = await database.db.catalogText.findFirstOrThrow({
    where: { language: "en" },
    select: { title: true },
  });
  // At first there may be no time to read the card.
  const reply = await vi.waitFor(async () => {
    const reply = await ask(`locale=en-US&q=${encodeURIComponent(title.split(" ")[0] ?? "")}`);
    expect(reply.headers.get("cache-control")).toContain("s-maxage=60");
    return reply;
  });
  expect(reply.status).toBe(200);
  expect(reply.headers.get("content-type")).toBe("application/json");
  const answer = suggestionsSchema.strict().parse(await reply.json());
  expect(answer.products.map((one) => one.title)).toEqual([title]);
});

it.each(["", "q=tea", "q=tea&locale=", "q=tea&locale=en", "q=tea&locale=xx-YY", "q=tea&locale[]=en-US"])(
  "answers 400 to “%s”, and says what it wants",
  async (query) => {
    const reply = await ask(query);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ error: { code: "invalid_request", field: "locale" } });
  },
);

describe("whatever is typed", () => {
  it.each([
    "",
    "%00%01%1f",
    "%ed%a0%80",
    "%F0%9F%AB%96",
    "'%3B drop table product%3B--",
    "%25_%5C",
    "(((*:%26|!",
    "x".repeat(10_000),
    "a%20".repeat(3_000),
    "tea&q=pot&q=",
    "%EF%B7%BA".repeat(900),
  ])("is answered: %#", async (q) => {
    const reply = await ask(`locale=ja-JP&q=${q}`);
    expect(reply.status).toBe(200);
    expect(suggestionsSchema.safeParse(await reply.json()).success).toBe(true);
  });
});

it("refuses a script that types, and counts an IPv6 network as one", async () => {
  const from = (host: number) => ({ "x-forwarded-for": `2001:db8:0:52::${host.toString(16)}` });
  const all = await Promise.all(Array.from({ length: 1_201 }, (_, host) => ask("", from(host))));
  expect(all.filter(({ status }) => status === 429)).toHaveLength(1);
  expect(all.at(-1)?.headers.get("retry-after")).toMatch(/^\d+$/);
});
