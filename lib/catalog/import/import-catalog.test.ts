import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { noticeLowStock } from "@/lib/inventory/notice-low-stock";
import { tellLowStock } from "@/lib/inventory/tell-stock";
import { jobs } from "@/lib/jobs/jobs";
import type { Fault, Note } from "./fault";
import { importCatalog } from "./import-catalog";

const database = useDatabase();
const now = new Date("2026-05-01T12:00:00Z");
let folder: string;
let merchantId: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "cartwright-import-"));
  const rates = [
    ["EUR", 900_000n],
    ["GBP", 800_000n],
    ["JPY", 150_000_000n],
  ] as const;
  await database.db.exchangeRate.createMany({
    data: rates.map(([quote, ratePpm]) => ({ base: "USD", quote, day: now, ratePpm })),
  });
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  merchantId = newId();
  await database.db.merchant.create({
    data: { merchantId, handle: `m-${merchantId}`, name: "Merchant", createdAt: now },
  });
});

const fixture = (name: string) => path.join(import.meta.dirname, "fixtures", name);
const header =
  "Handle,Title,Variant Price,Variant Compare At Price,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Type,Tags,Image Src,Status";

async function run(source: string | string[], at = now) {
  const file = typeof source === "string" ? source : path.join(folder, "file.csv");
  if (typeof source !== "string") await writeFile(file, [header, ...source].join("\n"));
  const faults: Fault[] = [];
  const notes: Note[] = [];
  const imported = await importCatalog(
    { db: database.db, clock: () => at, onFault: (fault) => faults.push(fault), onNote: (note) => notes.push(note) },
    { file, merchantId, language: "en", currency: "USD" },
  );
  if (!imported.ok) throw new Error(imported.error.code);
  return { ...imported.value, faults, notes };
}

async function read(handle: string) {
  const { productId } = await database.db.merchantProduct.findUniqueOrThrow({
    where: { merchantId_handle: { merchantId, handle } },
  });
  const product = await database.db.product.findUniqueOrThrow({
    where: { productId },
    include: {
      translations: true,
      attributes: true,
      media: { orderBy: { position: "asc" } },
      variants: { orderBy: { position: "asc" }, include: { stock: true, prices: { orderBy: { currency: "asc" } } } },
    },
  });
  const ledger = await database.db.stockLedger.findMany({ where: { productId }, orderBy: { entryId: "asc" } });
  return { ...product, ledger };
}

async function everything() {
  const tables = [
    "product",
    "product_translation",
    "product_attribute",
    "variant",
    "price",
    "stock_level",
    "stock_ledger",
    "media",
    "merchant_product",
    "category",
    "category_translation",
    "category_path",
    "attribute",
    "attribute_translation",
    "attribute_value",
    "attribute_value_translation",
  ];
  const counted = await Promise.all(
    tables.map((table) =>
      database.db.$queryRawUnsafe(
        `select '${table}' as name, count(*)::int, md5(string_agg(t::text, '|' order by t::text)) from "${table}" t`,
      ),
    ),
  );
  const jobs = await database.db.$queryRaw`select count(*)::int from graphile_worker.jobs`;
  return JSON.stringify([counted, jobs]);
}

describe("a first import", () => {
  it("writes products whole: texts, variants, prices in every currency, stock with its ledger, pictures to come", async () => {
    const summary = await run(fixture("apparel.csv"));
    expect(summary).toMatchObject({ created: 4, updated: 0, unchanged: 0, failed: 0, pictures: 3, faults: [] });
    const shirt = await read("linen-shirt");
    expect(shirt).toMatchObject({
      status: "active",
      brand: "O'Hara & Sons",
      optionKeys: ["color", "size"],
      publishedAt: now,
    });
    expect(shirt.translations).toMatchObject([
      { language: "en", title: "Men's Linen Shirt", slug: "mens-linen-shirt" },
    ]);
    expect(shirt.translations[0]?.descriptionHtml).toBe(
      '<p>Cut from <strong>washed linen</strong>.</p>\n<p>It says "hello", and means it.</p>',
    );
    expect(shirt.variants.map(({ options }) => options)).toEqual([
      { color: "sage", size: "s" },
      { color: "sage", size: "m" },
      { color: "navy", size: "s" },
    ]);
    expect(
      shirt.variants[0]?.prices.map(({ currency, source, amount, compareAtAmount }) => ({
        currency,
        source,
        amount,
        compareAtAmount,
      })),
    ).toEqual([
      { currency: "EUR", source: "converted", amount: 7090, compareAtAmount: 8890 },
      { currency: "GBP", source: "converted", amount: 6300, compareAtAmount: 7900 },
      { currency: "JPY", source: "converted", amount: 11800, compareAtAmount: 14800 },
      { currency: "USD", source: "set", amount: 7900, compareAtAmount: 9900 },
    ]);
    expect(shirt.variants.map(({ stock }) => stock[0]?.onHand)).toEqual([12, 0, 0]);
    expect(shirt.ledger.map(({ change, onHandDelta, actor }) => ({ change, onHandDelta, actor }))).toEqual(
      [12, 0, 0].map((onHandDelta) => ({ change: "received", onHandDelta, actor: "import" })),
    );
    expect(shirt.media).toMatchObject([
      { status: "pending", options: { color: "sage" }, alt: "A sage shirt", key: null },
      { status: "pending", options: {} },
      { status: "pending", options: { color: "navy", size: "s" } },
    ]);
    expect(shirt.attributes.map(({ attributeKey, valueKey }) => `${attributeKey}:${valueKey}`).sort()).toEqual([
      "tag:linen",
      "tag:mens",
      "tag:summer",
    ]);
    const jobs = await database.db
      .$queryRaw`select task_identifier as name, count(*)::int from graphile_worker.jobs where key like ${`%${shirt.productId}%`} group by 1 order by 1`;
    expect(jobs).toEqual([
      { name: "catalog.index", count: 1 },
      { name: "media.fetch", count: 3 },
    ]);
  });

  it("shows drafts and archived products to nobody", async () => {
    await run(fixture("apparel.csv"));
    expect(await read("felt-hat")).toMatchObject({ status: "draft", publishedAt: null });
    expect(await read("old-scarf")).toMatchObject({ status: "archived", publishedAt: null });
  });

  it("leaves out the products of bad rows, and nothing of them gets in", async () => {
    const summary = await run(fixture("bad-rows.csv"));
    expect(summary).toMatchObject({ created: 5, failed: 14 });
    const handles = await database.db.merchantProduct.findMany({
      where: { merchantId },
      orderBy: { handle: "asc" },
      select: { handle: true },
    });
    expect(handles.map(({ handle }) => handle)).toEqual(["after", "apart", "good", "picture", "quantity-fine"]);
    expect(await database.db.product.count({ where: { merchantId } })).toBe(5);
  });

  it("finds categories by the names they have in any language, and makes the others below one root", async () => {
    const categoryId = newId();
    await database.db.category.create({
      data: { categoryId, lineage: [categoryId], key: "keramik-test", position: 1, hue: 33, taxClass: "standard" },
    });
    await database.db.categoryTranslation.createMany({
      data: [
        { categoryId, language: "en", name: "Stoneware", path: "stoneware" },
        { categoryId, language: "de", name: "Steinzeug", path: "steinzeug" },
      ],
    });
    await run([
      "a,A,1.00,,,,,,steinzeug",
      "b,B,1.00,,,,,,Home > Stoneware",
      "c,C,1.00,,,,,,Paper Kites",
      "d,D,1.00,,,,,,PAPER  KITES",
      "e,E,1.00,,,,,,",
    ]);
    const [a, b, c, d, e] = await Promise.all(["a", "b", "c", "d", "e"].map(read));
    expect([a?.categoryId, b?.categoryId]).toEqual([categoryId, categoryId]);
    expect(a?.hue).toBe(33);
    expect(d?.categoryId).toBe(c?.categoryId);
    const kites = await database.db.category.findUniqueOrThrow({
      where: { categoryId: c?.categoryId ?? "" },
      include: { translations: { orderBy: { language: "asc" } } },
    });
    expect(kites).toMatchObject({
      key: "more/paper-kites",
      parentId: e?.categoryId,
      lineage: [e?.categoryId, c?.categoryId],
    });
    expect(kites.translations.map(({ language, path, name }) => [language, path, name])).toEqual([
      ["de", "mehr/paper-kites", "Paper Kites"],
      ["en", "more/paper-kites", "Paper Kites"],
      ["ja", "その他/paper-kites", "Paper Kites"],
    ]);
    expect(await database.db.categoryPath.count({ where: { categoryId: kites.categoryId } })).toBe(3);
  });

  it("keeps apart values that share a slug, and takes for one what only differs in case", async () => {
    await run([
      "lang,L,1.00,,Language,C,,,,",
      "lang,,1.00,,,C++,,,,",
      "lang,,1.00,,,C#,,,,",
      "lang2,L,1.00,,language,c++,,,,",
    ]);
    expect((await read("lang")).variants.map(({ options }) => options)).toEqual([
      { language: "c" },
      { language: "c-2" },
      { language: "c-3" },
    ]);
    expect((await read("lang2")).variants.map(({ options }) => options)).toEqual([{ language: "c-2" }]);
  });
});

describe("a second import", () => {
  it("of the same file changes nothing", async () => {
    await run(fixture("apparel.csv"));
    await run(fixture("bad-rows.csv"));
    const before = await everything();
    expect(await run(fixture("apparel.csv"), new Date("2026-06-01T00:00:00Z"))).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 4,
      pictures: 0,
    });
    expect(await run(fixture("bad-rows.csv"))).toMatchObject({ created: 0, updated: 0, unchanged: 5 });
    expect(await everything()).toBe(before);
  });

  it("changes what the file changed, and keeps ids, pictures and what others have set", async () => {
    await run([
      "cup,Cup,10.00,,Size,S,C-S,5,,,https://pictures.example/1.jpg,active",
      "cup,,12.00,,,M,C-M,5,,,https://pictures.example/2.jpg,",
    ]);
    const before = await read("cup");
    const { productId } = before;
    const [small] = before.variants;
    await database.db.price.updateMany({
      where: { productId, variantId: small?.variantId, currency: "EUR" },
      data: { amount: 1111, source: "set" },
    });
    await database.db.media.updateMany({ where: { productId }, data: { status: "ready", key: "imported/x.webp" } });
    await database.db.productTranslation.create({
      data: { productId, language: "de", title: "Tasse", slug: "tasse", descriptionHtml: "" },
    });

    const later = new Date("2026-06-01T00:00:00Z");
    const summary = await run(
      [
        "cup,Better cup,11.00,,Size,S,C-M,5,,,https://pictures.example/3.jpg,active",
        "cup,,12.00,,,M,C-S,5,,,https://pictures.example/1.jpg,",
        "cup,,13.00,,,L,,1,,,,",
      ],
      later,
    );
    expect(summary).toMatchObject({ updated: 1, created: 0, pictures: 1, faults: [] });
    const after = await read("cup");
    expect(after.variants.slice(0, 2).map(({ variantId, sku }) => [variantId, sku])).toEqual([
      [small?.variantId, "C-M"],
      [before.variants[1]?.variantId, "C-S"],
    ]);
    expect(after.variants[0]?.prices.map(({ currency, amount }) => [currency, amount])).toEqual([
      ["EUR", 1111],
      ["GBP", 895],
      ["JPY", 1680],
      ["USD", 1100],
    ]);
    expect(after.variants[2]?.prices).toHaveLength(4);
    expect(after.translations.map(({ title }) => title).sort()).toEqual(["Better cup", "Tasse"]);
    expect(after.media.map(({ sourceUrl, status }) => [sourceUrl?.slice(-5), status])).toEqual([
      ["3.jpg", "pending"],
      ["1.jpg", "ready"],
    ]);
    expect(after.publishedAt).toEqual(now);
    expect(after.updatedAt).toEqual(later);
  });

  it("moves stock by what the file changed, so that what was sold meanwhile stays sold", async () => {
    await run(["pan,Pan,10.00,,,,P,10,,,,"]);
    const { productId } = await read("pan");
    await database.db.stockLevel.updateMany({ where: { productId }, data: { onHand: 6, sold: 4 } });
    await run(["pan,Pan two,10.00,,,,P,10,,,,"]);
    expect((await read("pan")).variants[0]?.stock[0]?.onHand).toBe(6);
    await run(["pan,Pan two,10.00,,,,P,30,,,,"]);
    expect((await read("pan")).variants[0]?.stock[0]?.onHand).toBe(26);
    await run(["pan,Pan two,10.00,,,,P,0,,,,"]);
    expect((await read("pan")).variants[0]?.stock[0]?.onHand).toBe(0);
    const { ledger } = await read("pan");
    expect(ledger.map(({ change, onHandDelta }) => [change, onHandDelta])).toEqual([
      ["received", 10],
      ["adjusted", 20],
      ["adjusted", -26],
    ]);
  });

  it("has its merchant told where a file leaves few of a variant, and of nothing that it leaves alone", async () => {
    const sizes = ([small, medium, large]: number[]) => [
      `jug,Jug,10.00,,Size,S,J-S,${small},,,,`,
      `jug,,10.00,,,M,J-M,${medium},,,,`,
      `jug,,10.00,,,L,J-L,${large},,,,`,
    ];
    await run(sizes([20, 20, 20]));
    await run(sizes([3, 20, 12]));
    const { productId, variants } = await read("jug");
    const ids = Object.fromEntries(variants.map(({ sku, variantId }) => [sku, variantId]));
    const asked = await database.db.$queryRaw<{ payload: unknown }[]>`
      select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'inventory.fewer' and payload::text like ${`%${productId}%`}`;
    const { variants: fewer } = jobs["inventory.fewer"].parse(asked[0]?.payload);
    expect(fewer.map(({ variantId }) => variantId).toSorted()).toEqual([ids["J-S"], ids["J-L"]].toSorted());
    await tellLowStock(database.db, fewer);
    const low = await database.db.$queryRaw`
      select key from graphile_worker.jobs where task_identifier = 'inventory.low-stock' and key = any(${variants.map(
        ({ variantId }) => `inventory.low-stock:${variantId}`,
      )})`;
    const variantId = ids["J-S"] ?? "";
    expect(low).toEqual([{ key: `inventory.low-stock:${variantId}` }]);
    expect(await noticeLowStock(database.db, { productId, variantId }, now)).toBe("told");
  });

  it("never takes stock that open orders hold", async () => {
    await run(["pot,Pot,10.00,,,,P,10,,,,"]);
    const { productId } = await read("pot");
    await database.db.stockLevel.updateMany({ where: { productId }, data: { held: 4 } });
    const summary = await run(["pot,Pot,10.00,,,,P,1,,,,"]);
    expect(summary.notes.map(({ code, line }) => [line, code])).toEqual([[2, "stock_below_held"]]);
    expect((await read("pot")).variants[0]?.stock[0]).toMatchObject({ onHand: 4, held: 4 });
    await database.db.stockLevel.updateMany({ where: { productId }, data: { held: 0 } });
    await run(["pot,Pot,10.00,,,,P,3,,,,"]);
    expect((await read("pot")).variants[0]?.stock[0]?.onHand).toBe(3);
  });

  it("lets a variant go that the file no longer has, unless an open order holds it", async () => {
    await run(["bowl,Bowl,10.00,,Size,S,B-S,5,,,,", "bowl,,10.00,,,M,B-M,5,,,,"]);
    const { productId, variants } = await read("bowl");
    const without = ["bowl,Bowl,10.00,,Size,S,B-S,5,,,,"];
    await database.db.stockLevel.updateMany({
      where: { productId, variantId: variants[1]?.variantId },
      data: { held: 1 },
    });
    expect((await run(without)).faults.map(({ code, found }) => [code, found])).toEqual([["variant_held", "B-M"]]);
    expect((await read("bowl")).variants).toHaveLength(2);
    await database.db.stockLevel.updateMany({ where: { productId }, data: { held: 0 } });
    expect(await run(without)).toMatchObject({ updated: 1, failed: 0 });
    const after = await read("bowl");
    expect(after.variants.map(({ sku }) => sku)).toEqual(["B-S"]);
    expect(after.ledger.at(-1)).toMatchObject({ variantId: variants[1]?.variantId, onHandDelta: -5 });
  });
});

it("leaves out one product that the database refuses, and not the others of its batch", async () => {
  await database.db.$executeRaw`alter table product add constraint no_gnomes check (brand <> 'Gnome')`;
  const text = "Handle,Title,Vendor,Variant Price\na,A,Elf,1.00\nb,B,Gnome,1.00\nc,C,Elf,1.00\n";
  await writeFile(path.join(folder, "gnomes.csv"), text);
  const summary = await run(path.join(folder, "gnomes.csv"));
  await database.db.$executeRaw`alter table product drop constraint no_gnomes`;
  expect(summary).toMatchObject({ created: 2, failed: 1 });
  expect(summary.faults).toMatchObject([{ line: 3, handle: "b", code: "refused_by_database", found: "23514" }]);
});

it("ends when the fault is the database's, instead of blaming the file", async () => {
  await writeFile(path.join(folder, "down.csv"), "Handle,Title,Variant Price\na,A,1.00\n");
  const faults: Fault[] = [];
  await database.db.$executeRaw`alter table stock_ledger rename to stock_ledger_away`;
  const attempt = importCatalog(
    { db: database.db, clock: () => now, onFault: (fault) => faults.push(fault) },
    { file: path.join(folder, "down.csv"), merchantId, language: "en", currency: "USD" },
  );
  await expect(attempt).rejects.toThrow();
  await database.db.$executeRaw`alter table stock_ledger_away rename to stock_ledger`;
  expect(faults).toEqual([]);
});

it("two imports of one file at once end as one", async () => {
  const [first, second] = await Promise.all([run(fixture("apparel.csv")), run(fixture("apparel.csv"))]);
  expect(first.created + second.created).toBe(4);
  expect(first.failed + second.failed).toBe(0);
  expect(await database.db.product.count({ where: { merchantId } })).toBe(4);
});

it("has words, best sellers and completion counted once its products are listed, if it changed any", async () => {
  const counting = () =>
    database.db.$queryRaw`
      select task_identifier as name, run_at as "runAt" from graphile_worker.jobs where key like 'search.%:import' order by 1`;
  await run(fixture("apparel.csv"));
  const runAt = new Date("2026-05-01T12:02:00Z");
  expect(await counting()).toEqual(
    ["search.suggestions", "search.tiers", "search.vocabulary"].map((name) => ({ name, runAt })),
  );
  await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
  await run(fixture("apparel.csv"));
  expect(await counting()).toEqual([]);
});
