import { expect, test } from "vitest";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { adjustStock } from "./adjust-stock";
import { listLedger } from "./list-ledger";
import { rebuildStock } from "./rebuild-stock";
import { setStockRules } from "./set-stock-rules";
import { stockReasonOf } from "./stock-reason";

const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");
const staffId = newId();
const byStaff = { actor: `staff:${staffId}`, orderId: null };

test("a person's own words are told as they are, even where they read like a reason of the shop", () => {
  expect(stockReasonOf({ ...byStaff, reason: "returned" })).toEqual({ words: "returned" });
  expect(stockReasonOf({ ...byStaff, reason: "cancelled: damaged" })).toEqual({ words: "cancelled: damaged" });
  expect(stockReasonOf({ ...byStaff, reason: "" })).toBeNull();
});

test("why an order's units moved has a name, whoever moved them", () => {
  const order = { actor: byStaff.actor, orderId: newId() };
  expect(stockReasonOf({ ...order, reason: "returned" })).toEqual({ code: "returned" });
  expect(stockReasonOf({ ...order, reason: "cancelled: changed_mind" })).toEqual({ calledOff: "changed_mind" });
  expect(stockReasonOf({ actor: "import", orderId: null, reason: "first import" })).toEqual({ code: "first_import" });
});

test("what staff spread anew and what an operator rebuilt have their reasons from the shop, a count its own words", async () => {
  const { db } = database;
  const world = await makeWorld(db);
  const staff = { merchantId: world.merchantId, staffId, now };
  const variant = await makeProduct(db, world, { onHand: 4 });
  const rules = {
    stockPolicy: "deny",
    oversellMax: 0,
    shipsFrom: null,
    lowStockAt: null,
    perCustomerMax: null,
  } as const;
  await adjustStock(db, staff, { ...variant, onHand: { by: 2 }, reason: "found in the attic" });
  await setStockRules(db, staff, variant, { ...rules, stripes: 2 });
  await db.stockLevel.updateMany({ where: { ...variant, stripe: 1 }, data: { onHand: 9 } });
  await rebuildStock(db, variant, { actor: "operator:mara", now });
  const { entries } = await listLedger(db, variant, { after: null, pageSize: 9 });
  const same = { from: 0, to: 0 };
  expect(entries.filter(({ actor }) => actor !== "test").map(stockReasonOf)).toEqual(
    expect.arrayContaining([
      { words: "found in the attic" },
      { code: "spread_anew" },
      { rebuilt: { onHand: { from: 9, to: 3 }, held: same, sold: same } },
    ]),
  );
});
