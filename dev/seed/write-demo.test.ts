import { verify } from "@node-rs/argon2";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { isDeliverable } from "@/lib/inventory/location";
import { buildCatalog } from "../demo-catalog/build-catalog.ts";
import { audio } from "../demo-catalog/departments/audio.ts";
import { pantry } from "../demo-catalog/departments/pantry.ts";
import { catalogVersion } from "./catalog-version.ts";
import { readDemoVersion, writeDemo } from "./write-demo.ts";
import { demoAdmin } from "./write-merchants.ts";

const now = new Date("2026-11-22T08:00:00Z");
const catalog = buildCatalog(now, [audio, pantry]);
const options = { now, password: "open sesame", version: "one" };

const one = useDatabase();
const other = useDatabase();

/** Every row of every table, in one order; a password's salt is the one thing left to chance. */
async function dump(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_name not like '\\_prisma%' order by 1",
    );
    const contents: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select (to_jsonb(t) - 'password_hash')::text as row from "${name}" t order by 1`,
      );
      contents[name] = rows.map(({ row }) => row);
    }
    return contents;
  } finally {
    await client.end();
  }
}

describe("the seed", () => {
  it("writes the same rows every time, to the last id", async () => {
    await writeDemo(one.db, catalog, options);
    await writeDemo(other.db, catalog, options);
    const rows = await dump(one.url);
    expect(rows).toEqual(await dump(other.url));
    expect(rows.product).toHaveLength(catalog.products.length);
    expect(rows.catalog_text).toHaveLength(catalog.products.length * 3);
    expect(rows.catalog_price).toHaveLength(catalog.products.length * 4);
  });

  it("lets staff sign in with the password it was given, the administrator for every merchant", async () => {
    const admin = await one.db.staffAccount.findFirstOrThrow({ where: { email: demoAdmin } });
    expect(await verify(admin.passwordHash, "open sesame")).toBe(true);
    expect(await verify(admin.passwordHash, "open sesam")).toBe(false);
    expect(await one.db.staffAccount.findMany({ where: { operator: true }, select: { email: true } })).toEqual([
      { email: demoAdmin },
    ]);
    expect(await one.db.staffMembership.count({ where: { staffId: admin.staffId } })).toBe(catalog.merchants.length);
  });

  it("gives every location an address, so that returns have somewhere to go", async () => {
    const places = await one.db.location.findMany();
    expect(places).toHaveLength(catalog.merchants.length);
    expect(places.every(isDeliverable)).toBe(true);
  });

  it("opens the stock's ledger so that the levels can be rebuilt from it", async () => {
    const wrong = await one.db.$queryRaw`
      select s.variant_id from stock_level s
      left join (select product_id, variant_id, sum(on_hand_delta) as units from stock_ledger group by 1, 2) l using (product_id, variant_id)
      where s.on_hand <> coalesce(l.units, 0) or s.held <> 0`;
    expect(wrong).toEqual([]);
  });

  it("run again changes nothing", async () => {
    const before = await dump(one.url);
    await expect(readDemoVersion(one.db)).resolves.toBe("one");
    await expect(writeDemo(one.db, catalog, { ...options, now: new Date("2027-01-01") })).rejects.toThrow();
    expect(await dump(one.url)).toEqual(before);
  });

  it("is whole or not at all", async () => {
    const [first] = catalog.products;
    if (!first) throw new Error("no product");
    await one.db
      .$executeRaw`truncate shop_state, product, merchant_product, staff_membership, merchant, category, staff_account, staff_email, catalog_entry, catalog_text, catalog_price cascade`;
    const broken = { ...catalog, products: [...catalog.products, { ...first, id: first.id }] };
    await expect(writeDemo(one.db, broken, options)).rejects.toThrow();
    expect(await one.db.product.count()).toBe(0);
    expect(await one.db.category.count()).toBe(0);
    expect(await readDemoVersion(one.db)).toBeNull();
  });

  it("has a version that follows what the catalog says", () => {
    expect(catalogVersion()).toMatch(/^[0-9a-f]{16}$/);
    expect(catalogVersion()).toBe(catalogVersion());
  });
});
