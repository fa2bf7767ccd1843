import { beforeEach, describe, expect, it } from "vitest";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { readProduct } from "@/lib/catalog/read-product";
import { newId } from "@/lib/core/ids";
import { changeSettings } from "./change-settings";
import { settingsSchema } from "./settings";

const now = new Date("2026-11-22T08:00:00Z");
const database = useDatabase();
let world: World;
beforeEach(async () => {
  world = await makeWorld(database.db);
});

const owner = () => ({ merchantId: world.merchantId, staffId: newId(), role: "owner" as const });
const settings = { alertEmail: "lager@example.de", returnDays: 60, lowStockAt: 8 };
const renewed = async () => {
  const jobs = await database.db.$queryRaw<{ key: string }[]>`
    select key from graphile_worker.jobs where task_identifier = 'pages.revalidate' and key = ${`pages.revalidate:merchant:${world.merchantId}`}`;
  return jobs.length;
};

describe("a merchant's settings", () => {
  it("are changed with a note of who and when, and the product pages that tell of them are made anew", async () => {
    const staff = owner();
    expect(await changeSettings(database.db, staff, settings, now)).toEqual({ ok: true, value: { changed: true } });
    const { merchantId, staffId } = staff;
    expect(await database.db.merchant.findUniqueOrThrow({ where: { merchantId } })).toMatchObject(settings);
    expect(await database.db.auditEntry.findMany({ where: { merchantId } })).toMatchObject([
      { staffId, action: "merchant.settings", data: settings, at: now },
    ]);
    expect(await renewed()).toBe(1);
    const { productId } = await makeProduct(database.db, world);
    expect(await readProduct(database.db, productId, "en-US")).toMatchObject({ returnDays: 60 });
  });

  it("note only what became different, and pages stay where they show none of it", async () => {
    const staff = owner();
    const { merchantId } = staff;
    const wanted = { alertEmail: null, returnDays: 30, lowStockAt: 8 };
    expect(await changeSettings(database.db, staff, wanted, now)).toMatchObject({ value: { changed: true } });
    expect(await changeSettings(database.db, staff, wanted, now)).toMatchObject({ value: { changed: false } });
    const entries = await database.db.auditEntry.findMany({ where: { merchantId }, select: { data: true } });
    expect(entries).toEqual([{ data: { lowStockAt: 8 } }]);
    expect(await renewed()).toBe(0);
  });

  it("are an owner's to change, and another merchant's stay as they are", async () => {
    const other = await makeWorld(database.db);
    const clerk = { ...owner(), role: "clerk" as const };
    expect(await changeSettings(database.db, clerk, settings, now)).toEqual({
      ok: false,
      error: { code: "owners_only" },
    });
    await changeSettings(database.db, owner(), settings, now);
    expect(await database.db.merchant.findUniqueOrThrow({ where: { merchantId: other.merchantId } })).toMatchObject({
      alertEmail: null,
      returnDays: 30,
      lowStockAt: 5,
    });
  });

  it("give buyers no fewer days than the shop promises", () => {
    const typed = { alertEmail: " ", returnDays: "４５", lowStockAt: "0" };
    expect(settingsSchema.parse(typed)).toEqual({ alertEmail: null, returnDays: 45, lowStockAt: 0 });
    const faults = (fields: Partial<typeof typed>) =>
      settingsSchema.safeParse({ ...typed, ...fields }).error?.issues.map(({ path, message }) => [path[0], message]);
    expect(faults({ returnDays: "14" })).toEqual([["returnDays", "return_days"]]);
    expect(faults({ returnDays: "" })).toEqual([["returnDays", "return_days"]]);
    expect(faults({ alertEmail: "lager@" })).toEqual([["alertEmail", "email"]]);
    expect(faults({ lowStockAt: "-1" })).toEqual([["lowStockAt", "low_stock_at"]]);
  });
});
