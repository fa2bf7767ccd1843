import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { hire } from "@/dev/testing/hire";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { importCatalog } from "../import-catalog";
import { cancelImport } from "./cancel-import";
import { confirmImport } from "./confirm-import";
import { forgetImports } from "./forget-imports";
import { batchKeeper, Overtaken } from "./keep-batch";
import { listImports } from "./list-imports";
import { listRemarks } from "./list-remarks";
import { deskLimits, fileBytesMax, importStatuses, importTransitions, openMax } from "./product-import";
import { readImport } from "./read-import";
import { receiveFile } from "./receive-file";
import { runImport } from "./run-import";
import { withFile } from "./with-file";

const database = useDatabase();
const now = new Date("2026-05-01T12:00:00Z");
type Staff = Awaited<ReturnType<typeof openShop>>;
let staff: Staff;

async function openShop() {
  const merchantId = newId();
  await database.db.merchant.create({
    data: { merchantId, handle: `m-${merchantId}`, name: "Merchant", createdAt: now },
  });
  return { ...(await hire(database.db, { merchantId, role: "clerk" })), now };
}

beforeEach(async () => {
  staff = await openShop();
});

const header = "Handle,Title,Variant Price,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Image Src";
const fixture = (name: string) => readFile(path.join(import.meta.dirname, "../fixtures", name));

async function handIn(content: string | Uint8Array, by: Staff = staff, bytesMax = fileBytesMax) {
  const bytes = Buffer.from(content);
  const chunks = (async function* () {
    for (let at = 0; at < bytes.length; at += 700) yield bytes.subarray(at, at + 700);
  })();
  return receiveFile(database.db, by, { fileName: "a.csv", language: "en", currency: "USD", bytes: chunks }, bytesMax);
}

const table = (...rows: string[]) => [header, ...rows].join("\n");
const run = (importId: string, options: { sliceMs?: number; lastAttempt?: boolean } = {}, by = staff) =>
  runImport(
    { db: database.db, clock: () => now, lastAttempt: false, ...options },
    { merchantId: by.merchantId, importId },
  );
const see = async (importId: string, by = staff) => {
  const seen = await readImport(database.db, by.merchantId, importId);
  if (!seen) throw new Error("it isn't there");
  return seen;
};

async function lookOver(content: string | Uint8Array, by = staff) {
  const received = await handIn(content, by);
  if (!received.ok) throw new Error(received.error.code);
  await run(received.value.importId, {}, by);
  return received.value.importId;
}

async function bringIn(content: string | Uint8Array, by = staff) {
  const importId = await lookOver(content, by);
  await confirmImport(database.db, by, importId);
  await run(importId, {}, by);
  return importId;
}

const counts = ({ created, updated, unchanged, refused, variants, pictures }: Awaited<ReturnType<typeof see>>) => ({
  ...{ created, updated, unchanged, refused, variants, pictures },
});
const remarks = (importId: string) =>
  Promise.all([true, false].map((refused) => listRemarks(database.db, staff.merchantId, importId, { refused })));
const waiting = (importId: string) => database.db.$queryRaw<unknown[]>`
  select 1 from graphile_worker.jobs where key = ${`catalog.import:${importId}`}`;

async function everything(): Promise<string> {
  const found = await database.db.$queryRaw<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'product_import%'`;
  const digests = await Promise.all(
    found.map(({ name }) =>
      database.db.$queryRawUnsafe(`select md5(string_agg(t::text, '|' order by t::text)) from "${name}" t`),
    ),
  );
  const jobs = await database.db
    .$queryRaw`select count(*)::int from graphile_worker.jobs where key not like 'catalog.import:%'`;
  return JSON.stringify([digests, jobs]);
}

describe("looking a file over", () => {
  it.each(["apparel.csv", "bad-rows.csv", "german-spreadsheet.csv", "rakuten-sjis.csv"])(
    "%s: writes nothing, and says what an import then does",
    async (name) => {
      const before = await everything();
      const importId = await lookOver(await fixture(name));
      expect(await everything()).toBe(before);
      const told = await see(importId);
      const toldRemarks = await remarks(importId);
      expect(told.status).toBe("ready");
      expect(told.rowsDone).toBe(told.rowsTotal);
      expect(told.sample.length).toBe(Math.min(12, told.created));
      await confirmImport(database.db, staff, importId);
      await run(importId);
      const came = await see(importId);
      expect(came.status).toBe("done");
      expect(counts(came)).toEqual(counts(told));
      expect(await remarks(importId)).toEqual(toldRemarks);
      expect(await database.db.product.count({ where: { merchantId: staff.merchantId } })).toBe(told.created);
    },
  );

  it("tells what is changed from what is left as it is, and what an open order holds", async () => {
    await bringIn(
      table("pan,Pan,10.00,,,P,5,", "pot,Pot,10.00,,,Q,5,", "jug,Jug,10.00,Size,S,J1,5,", "jug,,10.00,,M,J2,5,"),
    );
    await database.db.stockLevel.updateMany({
      where: { locationId: staff.merchantId, variant: { sku: "J2" } },
      data: { held: 1 },
    });
    const before = await everything();
    const importId = await lookOver(
      table("pan,Pan,10.00,,,P,5,", "pot,Pot two,10.00,,,Q,5,", "jug,Jug,10.00,Size,S,J1,5,", "lid,Lid,3.00,,,L,1,"),
    );
    expect(await everything()).toBe(before);
    const seen = await see(importId);
    expect(counts(seen)).toMatchObject({ created: 1, updated: 1, unchanged: 1, refused: 1 });
    expect(seen.sample.map(({ handle, outcome }) => [handle, outcome])).toEqual([
      ["pan", "unchanged"],
      ["pot", "updated"],
      ["jug", "failed"],
      ["lid", "created"],
    ]);
    expect((await remarks(importId))[0]).toMatchObject([{ line: 4, code: "variant_held", found: "J2" }]);
  });

  it("names a refused line, its column as the file calls it, and what stood there", async () => {
    const importId = await lookOver(table("pan,Pan,ten,,,P,5,", "pot,,10.00,,,Q,5,"));
    expect((await remarks(importId))[0]).toMatchObject([
      { line: 2, code: "price_invalid", column: "Variant Price", found: "ten", about: "USD", handle: "pan" },
      { line: 3, code: "title_missing", column: "Title" },
    ]);
  });

  it("keeps of a column's name and of what stood there as much as a person reads", async () => {
    const price = `Variant${"_".repeat(100_000)}Price`;
    const importId = await lookOver(`Handle,Title,${price}\npan,Pan,${"a".repeat(58)}😀 and more\n`);
    const [[remark] = []] = await remarks(importId);
    expect(remark?.column).toHaveLength(100);
    expect(remark?.found).toBe(`${"a".repeat(58)}…`);
  });

  it.each([
    ["PK\u0003\u0004 xl/", "workbook", []],
    ["a,b\n1,2\n", "columns_missing", ["Title", "Variant Price"]],
    ["<!doctype html><p>no", "page", []],
  ])("of what is no product file says so, and keeps nothing of it: %s", async (content, code, missing) => {
    const importId = await lookOver(content);
    expect(await see(importId)).toMatchObject({ status: "failed", failure: { code, missing } });
    expect(await database.db.productImportPiece.count({ where: { importId } })).toBe(0);
  });
});

it("reads no more products for the desk than a worker has room for", async () => {
  const rows = Array.from({ length: deskLimits.products + 1 }, (_, index) => `${index},T,1\n`);
  const importId = await lookOver(gzipSync(["Handle,Title,Variant Price\n", ...rows].join("")));
  expect(await see(importId)).toMatchObject({ status: "failed", failure: { code: "products_too_many" } });
});

describe("handing a file in", () => {
  it("keeps nothing of one that is empty, too long, or breaks off", async () => {
    expect(await handIn("")).toEqual({ ok: false, error: { code: "file_empty" } });
    expect(await handIn("x".repeat(3_000), staff, 2_000)).toEqual({ ok: false, error: { code: "file_too_large" } });
    const broken = (async function* () {
      yield new Uint8Array(2_000_000);
      throw new Error("gone");
    })();
    const file = { fileName: "a.csv", language: "en", currency: "USD", bytes: broken } as const;
    await expect(receiveFile(database.db, staff, file, fileBytesMax)).rejects.toThrow("gone");
    expect(await database.db.productImport.count({ where: { merchantId: staff.merchantId } })).toBe(0);
    expect(await database.db.productImportPiece.count({ where: { merchantId: staff.merchantId } })).toBe(0);
  });

  it("that is called off while it comes is looked over by nobody, and keeps nothing", async () => {
    const bytes = (async function* () {
      yield new Uint8Array(1_500_000);
      const { importId } = await database.db.productImport.findFirstOrThrow({
        where: { merchantId: staff.merchantId },
      });
      expect((await cancelImport(database.db, staff, importId)).ok).toBe(true);
      yield new Uint8Array(1_500_000);
    })();
    const file = { fileName: "a.csv", language: "en", currency: "USD", bytes } as const;
    const received = await receiveFile(database.db, staff, file, fileBytesMax);
    if (!received.ok) throw new Error(received.error.code);
    expect(await see(received.value.importId)).toMatchObject({ status: "cancelled" });
    expect(await waiting(received.value.importId)).toEqual([]);
    expect(await database.db.productImportPiece.count({ where: { merchantId: staff.merchantId } })).toBe(0);
  });

  it("keeps no more at a time than a merchant may have, also of those that come at once", async () => {
    const other = await openShop();
    const file = table("pan,Pan,10.00,,,P,5,");
    const came = await Promise.all(Array.from({ length: openMax + 3 }, () => handIn(file)));
    expect(came.filter(({ ok }) => ok)).toHaveLength(openMax);
    expect(came.find(({ ok }) => !ok)).toEqual({ ok: false, error: { code: "too_many_open" } });
    expect((await handIn(file, other)).ok).toBe(true);
    const [first] = await listImports(database.db, staff.merchantId, 10);
    await cancelImport(database.db, staff, first?.importId ?? "");
    expect((await handIn(file)).ok).toBe(true);
  });

  it("is remembered with who and when, and forgotten in time", async () => {
    const old = await bringIn(table("pan,Pan,10.00,,,P,5,"));
    const left = await lookOver(table("pan,Pan,10.00,,,P,5,"));
    const list = await listImports(database.db, staff.merchantId, 10);
    expect(list.map(({ importId }) => importId)).toEqual([left, old]);
    expect(list[0]).toMatchObject({ startedByName: "Kim", createdAt: now, fileName: "a.csv" });
    await forgetImports(database.db, new Date("2026-05-09T12:00:00Z"));
    expect(await see(left)).toMatchObject({ status: "cancelled" });
    expect(await see(old)).toMatchObject({ status: "done" });
    expect(await database.db.productImportPiece.count({ where: { merchantId: staff.merchantId } })).toBe(0);
    await forgetImports(database.db, new Date("2026-08-09T12:00:00Z"));
    expect(await listImports(database.db, staff.merchantId, 10)).toEqual([]);
  });
});

describe("an import", () => {
  const many = table(
    ...Array.from(
      { length: 300 },
      (_, index) => `p-${index},Product ${index},${index % 50 === 9 ? "x" : "5.00"},,,S-${index},3,`,
    ),
  );

  it("said yes to twice is one: one job, one import, one entry in the books", async () => {
    const importId = await lookOver(table("pan,Pan,10.00,,,P,5,"));
    const said = await Promise.all([1, 2, 3].map(() => confirmImport(database.db, staff, importId)));
    expect(said.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await waiting(importId)).toHaveLength(1);
    expect(
      await database.db.auditEntry.count({ where: { merchantId: staff.merchantId, action: "import.confirmed" } }),
    ).toBe(1);
    await Promise.all([run(importId), run(importId)]);
    expect(await see(importId)).toMatchObject({ status: "done", created: 1, unchanged: 0 });
    expect((await confirmImport(database.db, staff, importId)).ok).toBe(true);
    expect(await see(importId)).toMatchObject({ status: "done", created: 1 });
  });

  it("goes on slice by slice, and two runs at once count each product once", async () => {
    const importId = await lookOver(many);
    const told = await see(importId);
    expect(counts(told)).toMatchObject({ created: 294, refused: 6 });
    await confirmImport(database.db, staff, importId);
    await run(importId, { sliceMs: 0 });
    const half = await see(importId);
    expect(half.status).toBe("importing");
    expect(half.created).toBe(await database.db.product.count({ where: { merchantId: staff.merchantId } }));
    expect(half.created).toBeGreaterThan(0);
    expect(half.created).toBeLessThan(294);
    expect(await waiting(importId)).toHaveLength(1);
    await Promise.all([run(importId), run(importId)]);
    while ((await see(importId)).status === "importing") await run(importId);
    expect(counts(await see(importId))).toEqual(counts(told));
    expect(await remarks(importId)).toMatchObject([{ length: 6 }, { length: 0 }]);
  });

  it("that goes on from a place it is no longer at keeps nothing of what it reads", async () => {
    const importId = await lookOver(many);
    await confirmImport(database.db, staff, importId);
    const key = { merchantId: staff.merchantId, importId };
    const row = await database.db.productImport.findUniqueOrThrow({ where: { merchantId_importId: key } });
    await run(importId, { sliceMs: 0 });
    const before = await database.db.productImport.findUniqueOrThrow({ where: { merchantId_importId: key } });
    const late = withFile(database.db, key, (file) =>
      importCatalog(
        { db: database.db, clock: () => now, keep: batchKeeper(row).keep },
        { file, merchantId: staff.merchantId, language: "en", currency: "USD" },
      ),
    );
    await expect(late).rejects.toThrow(Overtaken);
    expect(await database.db.productImport.findUniqueOrThrow({ where: { merchantId_importId: key } })).toEqual(before);
    expect(await database.db.product.count({ where: { merchantId: staff.merchantId } })).toBe(before.created);
  });

  it("that is called off writes no more, and says what is in", async () => {
    const importId = await lookOver(many);
    await confirmImport(database.db, staff, importId);
    await run(importId, { sliceMs: 0 });
    expect((await cancelImport(database.db, staff, importId)).ok).toBe(true);
    const { created } = await see(importId);
    await run(importId);
    expect(await see(importId)).toMatchObject({ status: "cancelled", created, cancelledByName: "Kim" });
    expect(await database.db.product.count({ where: { merchantId: staff.merchantId } })).toBe(created);
    expect(await database.db.productImportPiece.count({ where: { importId } })).toBe(0);
    expect(await confirmImport(database.db, staff, importId)).toEqual({ ok: false, error: { code: "not_ready" } });
  });

  it("that is called off midway, or whose run was killed, has pages and words made anew all the same", async () => {
    const named = (names: string[]) => database.db.$queryRaw<{ key: string }[]>`
      delete from graphile_worker._private_jobs where key = any(${names}) returning key`;
    const typed = (type: string) => many.replace("Title", "Type,Title").replaceAll(/^(p-\d+),/gm, `$1,${type},`);
    const follows = ["pages.revalidate:import", "search.vocabulary:import"];
    const stopped = await lookOver(typed("Stopped midway"));
    await confirmImport(database.db, staff, stopped);
    await named(follows);
    const key = { merchantId: staff.merchantId, importId: stopped };
    let batches = 0;
    const broken = withFile(database.db, key, (file) =>
      importCatalog(
        {
          ...{ db: database.db, clock: () => now },
          keep: async () => {
            batches += 1;
            if (batches > 1) throw new Overtaken();
          },
        },
        { file, merchantId: staff.merchantId, language: "en", currency: "USD" },
      ),
    );
    await expect(broken).rejects.toThrow(Overtaken);
    expect((await named(follows)).map((job) => job.key).sort()).toEqual(follows);
    const killed = await lookOver(typed("Killed midway"));
    await confirmImport(database.db, staff, killed);
    await run(killed, { sliceMs: 0 });
    await named(follows);
    while ((await see(killed)).status === "importing") await run(killed);
    expect((await named(follows)).map((job) => job.key).sort()).toEqual(follows);
  });

  it("never touches another merchant's product, whatever handle and SKU its file names", async () => {
    const other = await openShop();
    await bringIn(table("pan,Their pan,10.00,,,P,5,"), other);
    const theirs = () =>
      database.db.product.findMany({
        where: { merchantId: other.merchantId },
        include: { translations: true, variants: { include: { stock: true, prices: true } } },
      });
    const before = await theirs();
    const importId = await bringIn(table("pan,My pan,1.00,,,P,99,"));
    expect(await see(importId)).toMatchObject({ status: "done", created: 1, updated: 0 });
    expect(await theirs()).toEqual(before);
  });

  it("is nobody else's to see, to say yes to, or to call off", async () => {
    const other = await openShop();
    const importId = await lookOver(table("pan,Pan,10.00,,,P,5,"));
    expect(await readImport(database.db, other.merchantId, importId)).toBeNull();
    expect(await listRemarks(database.db, other.merchantId, importId, { refused: true })).toEqual([]);
    expect((await confirmImport(database.db, other, importId)).ok).toBe(false);
    expect((await cancelImport(database.db, other, importId)).ok).toBe(false);
    expect(await see(importId)).toMatchObject({ status: "ready" });
  });

  it.each(importStatuses)("that is %s goes where its table says, and nowhere else", async (status) => {
    const importId = await lookOver(table("pan,Pan,10.00,,,P,5,"));
    const put = () => database.db.productImport.updateMany({ where: { importId }, data: { status } });
    const verbs = [
      ["importing", () => confirmImport(database.db, staff, importId)],
      ["cancelled", () => cancelImport(database.db, staff, importId)],
      ["done", () => run(importId)],
    ] as const;
    for (const [to, verb] of verbs) {
      await put();
      await verb();
      const { status: now } = await see(importId);
      expect(now === status || importTransitions[status].includes(now), `${status} → ${now}`).toBe(true);
      if (to !== "done" && importTransitions[status].includes(to)) expect(now).toBe(to);
    }
  });

  it("that the shop itself can't do ends in saying so, once nobody tries any more", async () => {
    const importId = await lookOver(table("pan,Pan,10.00,,,P,5,"));
    await confirmImport(database.db, staff, importId);
    await database.db.$executeRaw`alter table stock_ledger rename to stock_ledger_away`;
    await expect(run(importId)).rejects.toThrow();
    expect((await see(importId)).status).toBe("importing");
    await expect(run(importId, { lastAttempt: true })).rejects.toThrow();
    await database.db.$executeRaw`alter table stock_ledger_away rename to stock_ledger`;
    expect(await see(importId)).toMatchObject({ status: "failed", failure: { code: "broken" } });
  });
});
