import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { currencyCodes } from "@/lib/i18n/markets";

const database = useDatabase();
const root = path.resolve(import.meta.dirname, "../../..");
let folder: string;
let file: string;
const products = 600;
/** Set in one currency, and converted into the others by the rates a shop opens with. */
const pricesEach = currencyCodes.length;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "cartwright-import-"));
  file = path.join(folder, "products.csv");
  const rows = Array.from(
    { length: products },
    (_, index) =>
      `p-${index},Product ${index},${index + 1}.50,Size,S,,${index % 9},Things,https://pictures.example/${index}.jpg\np-${index},,${index + 2}.50,,M,,3,,`,
  );
  await writeFile(
    file,
    [
      "Handle,Title,Variant Price,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Type,Image Src",
      ...rows,
    ].join("\n"),
  );
});
afterAll(() => rm(folder, { recursive: true }));

function start(): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "dev/import.ts", file], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: "ignore",
  });
}
const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once("exit", resolve));
/** Postgres may still be at the killed client's last commit. */
const isBusy = async () => {
  const rows = await database.db.$queryRaw<
    unknown[]
  >`select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`;
  return rows.length > 0;
};
const written = () => database.db.product.count();

it("an import killed in the middle has written whole products only, and run again it finishes the rest", async () => {
  const killed = start();
  const gone = ended(killed);
  while ((await written()) === 0 && killed.exitCode === null) await sleep(5);
  killed.kill("SIGKILL");
  await gone;
  while (await isBusy()) await sleep(5);
  const half = await written();
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(products);
  await expectWhole(half);

  expect(await ended(start())).toBe(0);
  await expectWhole(products);
  expect(await ended(start())).toBe(0);
  await expectWhole(products);
}, 120_000);

/** Everything that belongs to a product is there as often as there are products, and each job waits once. */
async function expectWhole(count: number): Promise<void> {
  const { db } = database;
  const jobs =
    await db.$queryRaw`select task_identifier as name, count(*)::int from graphile_worker.jobs where key like any(array['catalog.index:%', 'media.fetch:%']) group by 1 order by 1`;
  expect({
    products: await db.product.count(),
    links: await db.merchantProduct.count({ where: { importHash: { not: null } } }),
    texts: await db.productTranslation.count(),
    variants: await db.variant.count(),
    prices: await db.price.count(),
    levels: await db.stockLevel.count(),
    ledger: await db.stockLedger.count(),
    media: await db.media.count(),
    jobs,
  }).toEqual({
    products: count,
    links: count,
    texts: count,
    variants: count * 2,
    prices: count * 2 * pricesEach,
    levels: count * 2,
    ledger: count * 2,
    media: count,
    jobs: [
      { name: "catalog.index", count },
      { name: "media.fetch", count },
    ],
  });
}
