import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { freePort } from "@/dev/ports";
import { writeDemo } from "@/dev/seed/write-demo";
import { useDatabase } from "@/dev/testing/use-database";
import { useMeilisearch } from "@/dev/testing/use-meilisearch";
import { aloneAtReindexing } from "@/lib/search/alone-at-reindexing";
import { connectMeilisearch, indexName } from "@/lib/search/meilisearch/connection";
import { rebuildListing } from "@/lib/search/rebuild-listing";

const meilisearch = await useMeilisearch();
const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");
const catalog = buildCatalog(now);
const ids = catalog.products.map(({ id }) => id).toSorted();

beforeAll(async () => {
  await writeDemo(database.db, catalog, { now, password: "none", version: "test" });
}, 180_000);

/** Wrongs the first listing and takes away the last. */
async function drift(): Promise<void> {
  await database.db.catalogEntry.update({ where: { productId: ids[0] ?? "" }, data: { brand: "Wrongbrand" } });
  await database.db.catalogEntry.delete({ where: { productId: ids.at(-1) ?? "" } });
  await database.db.searchWord.deleteMany({ where: { language: "en" } });
}

async function isSound(): Promise<boolean> {
  const { brand } = await database.db.catalogEntry.findUniqueOrThrow({
    where: { productId: ids[0] ?? "" },
    select: { brand: true },
  });
  const words = await database.db.searchWord.count({ where: { language: "en" } });
  return brand !== "Wrongbrand" && words > 0 && (await database.db.catalogEntry.count()) === ids.length;
}

describe("building anew what Postgres searches", () => {
  it("mends every listing and counts the words; killed, it goes on where it was", async () => {
    await drift();
    const steps: number[] = [];
    const onProgress = ({ done }: { done: number }) => steps.push(done);
    expect(await rebuildListing(database.db, { secondsMax: 0, onProgress })).toBe(false);
    expect(await isSound()).toBe(false);
    expect(await rebuildListing(database.db, { onProgress })).toBe(true);
    expect(await isSound()).toBe(true);
    expect(await rebuildListing(database.db, { onProgress })).toBe(true);
    const whole = [200, 400, ids.length];
    expect(steps).toEqual([...whole, ...whole]);
  }, 180_000);

  it("mends what stands beside a product that can't be listed", async () => {
    const [productId = "", neighbour = ""] = ids;
    await database.db.catalogEntry.delete({ where: { productId: neighbour } });
    await drift();
    await database.db.$executeRawUnsafe(
      `alter table catalog_entry add constraint unlistable check (product_id <> '${productId}') not valid`,
    );
    expect(await rebuildListing(database.db)).toBe(true);
    expect(await database.db.catalogEntry.count()).toBe(ids.length);
    expect(await isSound()).toBe(false);
    await database.db.$executeRaw`alter table catalog_entry drop constraint unlistable`;
    expect(await rebuildListing(database.db)).toBe(true);
    expect(await isSound()).toBe(true);
  }, 180_000);

  it("is what `npm run reindex` does without Meilisearch, and never twice at once", async () => {
    await drift();
    const { MEILI_URL: _, ...environment } = process.env;
    const run = (...options: string[]) =>
      promisify(execFile)(process.execPath, ["--import", "tsx", "lib/search/reindex-cli.ts", ...options], {
        env: { ...environment, DATABASE_URL: database.url },
      });
    const beside = aloneAtReindexing(database.url, () => run());
    await expect(beside).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/Another reindexing/) });
    expect((await run("--when-empty")).stdout).toBe("The index is there.\n");
    expect(await isSound()).toBe(false);
    expect((await run()).stdout).toMatch(new RegExp(`${ids.length} of ${ids.length} products\nDone in`));
    expect(await isSound()).toBe(true);
  }, 180_000);

  it.skipIf(!meilisearch)(
    "is what `npm run reindex` does before it fills Meilisearch",
    async () => {
      await drift();
      const given = { url: meilisearch?.url ?? "", key: meilisearch?.key ?? "", prefix: "rebuild" };
      const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", "lib/search/reindex-cli.ts"], {
        env: {
          ...process.env,
          ...{
            DATABASE_URL: database.url,
            MEILI_URL: given.url,
            MEILI_KEY: given.key,
            MEILI_INDEX_PREFIX: given.prefix,
          },
        },
      });
      expect(stdout).toMatch(/listings: .+\nMeilisearch: /);
      expect(await isSound()).toBe(true);
      const connection = connectMeilisearch(given);
      for (const language of connection.languages) {
        const index = connection.client.index(indexName(connection, language));
        expect(await index.getDocument(ids.at(-1) ?? "")).toMatchObject({ id: ids.at(-1) });
      }
    },
    180_000,
  );

  it("keeps no shop from opening where Meilisearch is away, and tells whoever asks for an index", async () => {
    const away = { ...process.env, DATABASE_URL: database.url, MEILI_URL: `http://127.0.0.1:${await freePort()}` };
    const run = (...options: string[]) =>
      promisify(execFile)(process.execPath, ["--import", "tsx", "lib/search/reindex-cli.ts", ...options], {
        env: away,
      });
    expect((await run("--when-empty")).stdout).toMatch(/Postgres answers until the worker has filled it/);
    await expect(run()).rejects.toMatchObject({ code: 1 });
  }, 60_000);
});
