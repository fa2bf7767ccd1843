import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { startProcess } from "@/dev/testing/child-process";
import { hire } from "@/dev/testing/hire";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { confirmImport } from "./confirm-import";
import { fileBytesMax } from "./product-import";
import { receiveFile } from "./receive-file";
import { runImport } from "./run-import";

const database = useDatabase();
const products = 600;
const now = new Date("2026-05-01T12:00:00Z");

it("an import whose worker is killed goes on where it was: nothing is half there, nothing is there or counted twice", async () => {
  const { db } = database;
  const merchantId = newId();
  await db.merchant.create({ data: { merchantId, handle: "m", name: "Merchant", createdAt: now } });
  const staff = { ...(await hire(db, { merchantId, role: "clerk" })), now };
  const rows = Array.from(
    { length: products },
    (_, index) => `p-${index},Product ${index},${index % 60 === 5 ? "x" : "9.50"},S-${index},${index % 9}`,
  );
  const text = ["Handle,Title,Variant Price,Variant SKU,Variant Inventory Qty", ...rows].join("\n");
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  const received = await receiveFile(
    db,
    staff,
    { fileName: "a.csv", language: "en", currency: "USD", bytes },
    fileBytesMax,
  );
  if (!received.ok) throw new Error(received.error.code);
  const key = received.value;
  const see = () => db.productImport.findUniqueOrThrow({ where: { merchantId_importId: key } });
  const goOn = () => runImport({ db, clock: () => now, lastAttempt: false }, key);
  await goOn();
  await confirmImport(db, staff, key.importId);

  const worker = startProcess("dev/testing/run-import-child.ts", [database.url, merchantId, key.importId], {});
  while ((await see()).created === 0 && worker.child.exitCode === null) await sleep(2);
  await worker.kill();
  const isBusy = async () =>
    (
      await db.$queryRaw<unknown[]>`
        select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`
    ).length > 0;
  while (await isBusy()) await sleep(5);
  const half = await see();
  expect(half.status).toBe("importing");
  expect(half.created).toBe(await db.product.count());
  expect(half.created).toBeLessThan(590);

  await goOn();
  expect(await see()).toMatchObject({ status: "done", created: 590, updated: 0, unchanged: 0, refused: 10 });
  expect(await db.product.count()).toBe(590);
  expect(await db.stockLedger.count()).toBe(590);
  const remarks = await db.productImportRemark.findMany({ where: key, orderBy: { position: "asc" } });
  expect(remarks.map(({ position, line }) => [position, line])).toEqual(
    Array.from({ length: 10 }, (_, index) => [index, 7 + index * 60]),
  );
}, 120_000);
