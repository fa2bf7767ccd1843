import { beforeAll, describe, expect, it } from "vitest";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { audio } from "@/dev/demo-catalog/departments/audio";
import { writeDemo } from "@/dev/seed/write-demo";
import { useDatabase } from "@/dev/testing/use-database";
import { indexProduct } from "@/lib/search/index-product";
import { indexProducts } from "@/lib/search/index-products";

const now = new Date("2026-11-22T08:00:00Z");
const catalog = buildCatalog(now, [audio]);
const ids = catalog.products.map(({ id }) => id);
const database = useDatabase();

const [first, second, third, fourth, fifth] = ids as [string, string, string, string, string];

beforeAll(() => writeDemo(database.db, catalog, { now, password: "none", version: "test" }));

async function listing() {
  const [entries, texts, prices] = await Promise.all([
    database.db.$queryRaw`select * from catalog_entry order by product_id`,
    database.db
      .$queryRaw`select language, product_id, title, slug, document::text from catalog_text order by language, product_id`,
    database.db.$queryRaw`select * from catalog_price order by currency, product_id`,
  ]);
  return { entries, texts, prices };
}

describe("indexProducts", () => {
  it("one by one writes what the bulk wrote", async () => {
    const bulk = await listing();
    await database.db.$executeRaw`truncate catalog_entry, catalog_text, catalog_price`;
    for (const id of ids) await indexProducts(database.db, [id]);
    expect(await listing()).toEqual(bulk);
  });

  it("lists what the product's own tables say", async () => {
    const wrong = await database.db.$queryRaw`
      select e.product_id from catalog_entry e join product p using (product_id)
      where (e.merchant_id, e.handle, e.status, e.brand, e.sold_count, e.hue) is distinct from (p.merchant_id, p.handle, p.status, p.brand, p.sold_count, p.hue)
        or e.stock <> (select least(sum(greatest(on_hand + oversell_max - held, 0)), 6) from stock_level s where s.product_id = p.product_id)
        or e.in_stock <> (e.stock > 0)
        or e.variant_count <> (select count(*) from variant v where v.product_id = p.product_id)
        or e.lineage <> (select lineage from category c where c.category_id = p.category_id)
        or e.image_key <> (select key from media m where m.product_id = p.product_id order by position limit 1)
        or not e.facets @> (select coalesce(array_agg(attribute_key || ':' || value_key), '{}') from product_attribute a where a.product_id = p.product_id)`;
    expect(wrong).toEqual([]);
    const dear = await database.db.$queryRaw`
      select c.product_id from catalog_price c
      join (select product_id, currency, min(amount) as low, max(amount) as high from price group by 1, 2) p using (product_id, currency)
      where c.amount <> p.low or c.amount_max <> p.high`;
    expect(dear).toEqual([]);
    expect(await database.db.catalogPrice.count()).toBe(ids.length * 4);
  });

  it("finds a product by its title, its brand, a colour's name and a word of its description, in its language", async () => {
    const found = async (language: string, words: string) => {
      const rows = await database.db.$queryRaw<{ handle: string }[]>`
        select e.handle from catalog_text t join catalog_entry e using (product_id)
        where t.language = ${language} and t.document @@ plainto_tsquery('simple', ${words}) order by 1`;
      return rows.map(({ handle }) => handle);
    };
    for (const words of ["nocturne", "halden", "sage", "hinge"])
      expect(await found("en", words)).toContain("nocturne-wireless-headphones");
    expect(await found("de", "salbei")).toContain("nocturne-wireless-headphones");
    expect(await found("de", "hinge")).toEqual([]);
  });

  it("takes a withdrawn product out of the lists' reach and a deleted one out of the tables", async () => {
    await database.db.product.update({ where: { productId: first }, data: { status: "archived" } });
    await database.db.product.delete({ where: { productId: second } });
    await indexProducts(database.db, [first, second]);
    expect(
      await database.db.catalogEntry.findUnique({ where: { productId: first }, select: { status: true } }),
    ).toEqual({ status: "archived" });
    expect(await database.db.catalogEntry.count({ where: { productId: second } })).toBe(0);
    expect(await database.db.catalogText.count({ where: { productId: second } })).toBe(0);
    expect(await database.db.catalogPrice.count({ where: { productId: second } })).toBe(0);
  });

  it("speaks English where a translation is missing, and drops a currency that lost its price", async () => {
    await database.db.productTranslation.delete({
      where: { productId_language: { productId: third, language: "ja" } },
    });
    await database.db.price.deleteMany({ where: { productId: third, currency: "JPY" } });
    await indexProducts(database.db, [third]);
    const texts = await database.db.catalogText.findMany({
      where: { productId: third },
      select: { language: true, title: true },
    });
    const title = (language: string) => texts.find((text) => text.language === language)?.title;
    expect(title("ja")).toBe(title("en"));
    expect(title("de")).not.toBe(title("en"));
    const prices = await database.db.catalogPrice.findMany({ where: { productId: third }, select: { currency: true } });
    expect(prices.map(({ currency }) => currency).sort()).toEqual(["EUR", "GBP", "USD"]);
  });

  it("ends with the newest reading when many index the same product at once", async () => {
    await Promise.all(
      Array.from({ length: 8 }, async (_, round) => {
        await database.db.product.update({ where: { productId: fourth }, data: { soldCount: round } });
        await database.db.$transaction((tx) => indexProducts(tx, [fourth, fifth]));
      }),
    );
    const [product, entry] = await Promise.all([
      database.db.product.findUniqueOrThrow({ where: { productId: fourth }, select: { soldCount: true } }),
      database.db.catalogEntry.findUniqueOrThrow({ where: { productId: fourth }, select: { soldCount: true } }),
    ]);
    expect(entry).toEqual(product);
  });

  it("has the pages of the product, of its categories and the home page made anew", async () => {
    await indexProduct(database.db, fourth);
    const queued = await database.db.$queryRaw<{ payload: { tags: string[] } }[]>`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'pages.revalidate'`;
    const { lineage } = await database.db.catalogEntry.findUniqueOrThrow({
      where: { productId: fourth },
      select: { lineage: true },
    });
    expect(new Set(queued.flatMap(({ payload }) => payload.tags))).toEqual(
      new Set([`product:${fourth}`, ...lineage.map((id) => `category:${id}`), "home", "searches"]),
    );
  });
});
