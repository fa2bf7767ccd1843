import { beforeAll, describe, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { type TestProduct, writeProduct } from "@/dev/testing/write-product";
import { problemSchema } from "@/lib/http/problem";
import { type SearchReply, searchReplySchema } from "@/lib/search/api";
import { indexProducts } from "@/lib/search/index-products";
import { GET, POST } from "./route";

const database = useDatabase();
let product: TestProduct;

beforeAll(async () => {
  product = await writeProduct(database.db, new Date());
  const { productId } = product;
  await database.db.attribute.create({
    data: {
      attributeKey: "color",
      kind: "swatch",
      filterable: true,
      position: 1,
    },
  });
  await database.db.attribute.create({
    data: { attributeKey: "edition", kind: "choice", filterable: false, position: 2 },
  });
  await database.db.productAttribute.create({ data: { productId, attributeKey: "color", valueKey: "sage" } });
  await indexProducts(database.db, [productId]);
  await database.db.catalogEntry.update({ where: { productId }, data: { rating: 460, ratingCount: 12 } });
});

const ask = (query: string, headers: Record<string, string> = {}) =>
  GET(new Request(`http://localhost/api/search?${query}`, { headers }));

/** The reply, held to the schema to the last field. */
async function found(query: string): Promise<SearchReply> {
  const reply = await ask(query);
  expect([query, reply.status]).toEqual([query, 200]);
  return searchReplySchema.strict().parse(await reply.json());
}

describe("what it answers", () => {
  it("is the page of the list, and nothing else", async () => {
    const { hits, facets, ...page } = await found("q=thing&locale=en-US");
    expect(page).toEqual({ total: 1, page: 1, pages: 1 });
    expect(hits).toEqual([
      {
        id: product.productId,
        title: "A thing",
        url: expect.stringMatching(/^\/en-US\/p\/a-thing-\w{22}$/),
        image: null,
        price: { amount: 10_000, currency: "USD" },
        rating: 4.6,
      },
    ]);
    expect(facets).toEqual([]);
  });

  it("says when the words were mended or loosened", async () => {
    expect(await found("q=thimg")).toMatchObject({ total: 1, correctedQuery: "thing" });
    expect(await found("q=thing+zzzzzz")).toMatchObject({ total: 1, relaxed: true });
  });

  it("takes the words just as they are where that is asked for", async () => {
    expect(await found("q=thimg&exact=1")).toMatchObject({ total: 0 });
    expect(await found("q=thimg&exact=0")).toMatchObject({ total: 1 });
    expect(await found("q=returns")).toMatchObject({ redirect: "/en-US/help#returns" });
    expect(await found("q=returns&exact=1")).not.toHaveProperty("redirect");
  });

  it("takes a price that the words say", async () => {
    expect(await found("q=thing+under+99")).toMatchObject({ total: 0 });
    expect(await found("q=thing+under+101")).toMatchObject({ total: 1 });
    expect(await found("q=thing+under+$101&price=-99")).toMatchObject({ total: 0 });
  });

  it("is filtered by every facet, by several values of one, by price, stock and category", async () => {
    const category = (await database.db.category.findFirstOrThrow({ select: { key: true } })).key;
    const total = async (query: string) => (await found(query)).total;
    expect(await total("color=sage")).toBe(1);
    expect(await total("color=sand")).toBe(0);
    expect(await total("color=sand&color=sage")).toBe(1);
    expect(await total("f=color:sage&brand=test")).toBe(1);
    expect(await total("color=sage&brand=another")).toBe(0);
    expect(await total("price=99.50-100")).toBe(1);
    expect(await total("price=100.01-")).toBe(0);
    expect(await total("price=99999999-")).toBe(0);
    expect(await total("price=-")).toBe(1);
    expect(await total("price=-99.999")).toBe(0);
    expect(await total("price=40.125-100.000")).toBe(1);
    expect(await total("stock=1")).toBe(1);
    expect(await total(`category=${category}`)).toBe(1);
    const { facets } = await found("color=sage");
    expect(facets).toEqual([{ key: "color", values: [{ value: "sage", label: "sage", count: 1 }] }]);
  });

  it("may be kept by a CDN for seconds and read from any site; a fault may not be kept", async () => {
    const { headers } = await ask("q=thing");
    expect(headers.get("cache-control")).toBe("public, max-age=0, s-maxage=10");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("set-cookie")).toBeNull();
    expect((await ask("page=0")).headers.get("cache-control")).toBe("no-store");
  });

  it("refuses too many from one address, and other methods in words", async () => {
    const from = { "x-forwarded-for": "198.51.100.77" };
    const all = await Promise.all(Array.from({ length: 601 }, () => ask("page=0", from)));
    expect(all.filter(({ status }) => status === 429)).toHaveLength(1);
    expect(all.at(-1)?.headers.get("retry-after")).toMatch(/^\d+$/);
    const refused = await POST();
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  });
});

const range = (length: number) => Array.from({ length }, (_, index) => index);
const valuesOf = (facet: string, count: number) => range(count).map((value) => `${facet}=v${value}`);
const filtersOf = (facets: number, values: number) =>
  range(facets).flatMap((facet) => range(values).map((value) => `f=facet${facet}:v${value}`));

const long = "x".repeat(10_000);

describe("whatever a stranger asks", () => {
  it.each([
    ["nothing", ""],
    ["operators", `q=${encodeURIComponent("& | ! <-> :* ( ) - + \" ' \\ * ~ ^ ?")}`],
    ["an open quote", "q=%22thing"],
    ["SQL", `q=${encodeURIComponent("'; drop table product; -- ")}`],
    ["emoji", `q=${encodeURIComponent("🫖👩‍👩‍👧")}`],
    ["a null byte", "q=thi%00ng"],
    ["broken UTF-8", "q=%ff%fe%E0%A4"],
    ["half a percent sign", "q=100%"],
    ["half a character", "q=%ED%A0%80"],
    ["right to left marks", "q=%E2%80%AEthing"],
    ["a thousand characters", `q=${"x".repeat(1_000)}`],
    ["values nobody has", "f=color:none&brand=nobody"],
    ["a facet nobody has, as pages write it", "f=nothing:such"],
    ["names of every object", "f=constructor:prototype"],
    ["a category nobody has", "category=no/such"],
    ["the last page there can be", "page=416"],
    ["a range the wrong way round", "price=200-100"],
    ["as many facets as it may hold", filtersOf(20, 2).join("&")],
    [
      "as many values as it may hold",
      ["f=brand:v39", ...filtersOf(1, 20), ...valuesOf("color", 40), ...valuesOf("brand", 40)].join("&"),
    ],
  ])("%s is a normal answer", async (_, query) => {
    await found(query);
  });

  it.each([
    ["a market that isn't", "locale=xx-YY", "locale"],
    ["no market", "locale=", "locale"],
    ["a market with SQL", "locale=en-US'--", "locale"],
    ["page 0", "page=0", "page"],
    ["page -1", "page=-1", "page"],
    ["page 10^9", "page=1000000000", "page"],
    ["page 1e9", "page=1e9", "page"],
    ["page 1.5", "page=1.5", "page"],
    ["page NaN", "page=NaN", "page"],
    ["page none", "page=", "page"],
    ["page Infinity", "page=Infinity", "page"],
    ["an order that isn't", "sort=price", "sort"],
    ["an order of every object", "sort=constructor", "sort"],
    ["10 kB of words", `q=${long}`, "q"],
    ["10 kB of emoji", `q=${encodeURIComponent("🫖".repeat(2_500))}`, "q"],
    ["a filter that does not exist", "colour=sage", "colour"],
    ["a property that does not filter", "edition=first", "edition"],
    ["a filter with 10 kB of name", `${long}=1`, "x".repeat(80)],
    ["__proto__", "__proto__=x", "__proto__"],
    ["constructor", "constructor=x", "constructor"],
    ["a list where one value is meant", "q[]=a", "q[]"],
    ["an object where a value is meant", "color[$ne]=sage", "color[$ne]"],
    ["words twice", "q=a&q=b", "q"],
    ["a page twice", "page=1&page=2", "page"],
    ["a value with a null byte", "color=sage%00", "color"],
    ["a value with SQL", "color=sage'--", "color"],
    ["a value with operators", "color={a,b}", "color"],
    ["no value", "color=", "color"],
    ["filters without a colon", "f=color", "f"],
    ["prices in words", "price=cheap", "price"],
    ["one price", "price=40", "price"],
    ["a price below nothing", "price=-5-10", "price"],
    ["stock maybe", "stock=maybe", "stock"],
    ["words more or less as typed", "q=a&exact=2", "exact"],
    ["a category with a way up", "category=../../etc", "category"],
    ["forty-one values", valuesOf("color", 41).join("&"), "color"],
    ["twenty-one facets", filtersOf(21, 1).join("&"), undefined],
    [
      "a hundred and one values",
      [...filtersOf(1, 21), ...valuesOf("color", 40), ...valuesOf("brand", 40)].join("&"),
      undefined,
    ],
    ["forty-one filters", filtersOf(41, 1).join("&"), "f"],
  ])("%s is a clear 400", async (_, query, field) => {
    const reply = await ask(query);
    expect(reply.status).toBe(400);
    const { error } = problemSchema.parse(await reply.json());
    expect(error).toEqual({ code: expect.any(String), message: expect.any(String), ...(field ? { field } : {}) });
  });
});
