import { beforeAll, describe, expect, it } from "vitest";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { findStockDrift } from "@/dev/testing/order-audit";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { connect } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { adoptHolds } from "./adopt-holds";
import { holdStock } from "./hold-stock";
import { reserveStock } from "./reserve-stock";
import { setStockRules } from "./set-stock-rules";
import { sweepReservations } from "./sweep-reservations";
import { unreserveStock } from "./unreserve-stock";

const now = new Date("2026-11-22T08:00:00Z");
const soon = new Date("2026-11-22T08:02:00Z");
const later = new Date("2026-11-22T08:03:00Z");
const database = useDatabase({ poolMax: 12 });
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

async function rushed(onHand: number, stripes = 4, perCustomerMax: number | null = null) {
  const variant = await makeProduct(database.db, world, { onHand });
  const staff = { merchantId: world.merchantId, staffId: newId(), now };
  const rules = { stockPolicy: "deny", oversellMax: 0, shipsFrom: null, lowStockAt: null } as const;
  await setStockRules(database.db, staff, variant, { ...rules, perCustomerMax, stripes });
  return variant;
}
type Variant = Awaited<ReturnType<typeof rushed>>;

const reserve = async (
  variant: Variant,
  more: Partial<{
    orderId: string;
    quantity: number;
    db: typeof database.db;
    limit: { buyer: string; max: number };
  }> = {},
) => {
  const answer = await reserveStock(more.db ?? database.db, {
    orderId: more.orderId ?? newId(),
    line: { ...variant, quantity: more.quantity ?? 1 },
    locations: [world.merchantId],
    limit: more.limit ?? null,
    expiresAt: soon,
    actor: "shopper",
    now,
  });
  return answer.ok ? ("reserved" as const) : answer.error.code;
};

const claim = (variant: Variant, orderId: string, quantity = 1) => ({
  orderId,
  lines: [{ ...variant, quantity }],
  expiresAt: later,
});
const adopt = (variant: Variant, orderId: string, quantity = 1) =>
  inTransaction(database.db, (tx) => adoptHolds(tx, claim(variant, orderId, quantity)));
const giveBack = (variant: Variant, orderId: string, quantity = 1) =>
  inTransaction(database.db, (tx) =>
    unreserveStock(tx, { ...claim(variant, orderId, quantity), actor: "test", reason: "", now }),
  );
const heldOf = async (variant: Variant) =>
  (await database.db.stockLevel.findMany({ where: { ...variant } })).map(({ held }) => held).toSorted((a, b) => a - b);
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);

describe("units of a SKU in a rush", () => {
  it("two hundred at once in two processes take each of ninety units once, spread over the stripes", async () => {
    const variant = await rushed(90);
    const other = connect(database.url, 4);
    try {
      const told = await Promise.all(
        Array.from({ length: 200 }, (_, n) => reserve(variant, { db: n % 2 ? other : database.db })),
      );
      expect(told.filter((answer) => answer === "reserved")).toHaveLength(90);
      expect(told.filter((answer) => answer === "out_of_stock")).toHaveLength(110);
    } finally {
      await other.$disconnect();
    }
    expect(await heldOf(variant)).toEqual([22, 22, 23, 23]);
    expect(await findStockDrift(database.db)).toEqual([]);
  });

  it("are split over stripes where none has enough, and plain holds see what is reserved", async () => {
    const variant = await rushed(8);
    expect(await reserve(variant, { quantity: 7 })).toBe("reserved");
    const hold = (quantity: number) =>
      inTransaction(database.db, (tx) =>
        holdStock(tx, { orderId: newId(), lines: [{ ...variant, quantity }], expiresAt: later, actor: "shopper", now }),
      );
    expect(await hold(2)).toMatchObject({ ok: false });
    expect(await hold(1)).toMatchObject({ ok: true });
    expect(await reserve(variant)).toBe("out_of_stock");
    expect(await findStockDrift(database.db)).toEqual([]);
  });

  it("asked for twice under one order are taken once, at once or one after the other, in one process or two", async () => {
    const variant = await rushed(10);
    const orderId = newId();
    const other = connect(database.url, 2);
    try {
      const told = await Promise.all([
        reserve(variant, { orderId }),
        reserve(variant, { orderId }),
        reserve(variant, { orderId, db: other }),
      ]);
      expect(told).toEqual(["reserved", "reserved", "reserved"]);
    } finally {
      await other.$disconnect();
    }
    expect(await reserve(variant, { orderId })).toBe("reserved");
    expect(sumOf(await heldOf(variant))).toBe(1);
    expect(await adopt(variant, orderId)).toBe(true);
    expect(await reserve(variant, { orderId })).toBe("known");
    expect(await findStockDrift(database.db)).toEqual([]);
  });

  it("are new to one of those who ask under one order, in one batch or after it", async () => {
    const variant = await rushed(10);
    const wish = {
      orderId: newId(),
      line: { ...variant, quantity: 1 },
      locations: [world.merchantId],
      limit: null,
      expiresAt: soon,
      actor: "shopper",
      now,
    };
    const ask = () => reserveStock(database.db, { ...wish });
    const told = [...(await Promise.all([ask(), ask()])), await ask()];
    expect(told.map((answer) => answer.ok && answer.value.isNew)).toEqual([true, false, false]);
  });

  it("belong to the order that adopted them; else they go back once, by whoever asked or by the sweep", async () => {
    await sweepReservations(database.db, later);
    const variant = await rushed(10);
    const [adopted, left, given] = [newId(), newId(), newId()];
    for (const orderId of [adopted, left, given]) await reserve(variant, { orderId, quantity: 2 });
    expect(await adopt(variant, adopted, 2)).toBe(true);
    expect(await adopt(variant, adopted, 2)).toBe(false);
    expect(await giveBack(variant, adopted, 2)).toBe(0);
    expect(await giveBack(variant, given, 2)).toBe(2);
    expect(await giveBack(variant, given, 2)).toBe(0);
    expect(await sweepReservations(database.db, now)).toBe(0);
    const swept = await Promise.all([1, 2, 3].map(() => sweepReservations(database.db, later)));
    expect(sumOf(swept)).toBe(2);
    expect(await adopt(variant, left, 2)).toBe(false);
    expect(sumOf(await heldOf(variant))).toBe(2);
    // What was given back may be reserved again under the same order.
    expect(await reserve(variant, { orderId: given, quantity: 3 })).toBe("reserved");
    expect(await findStockDrift(database.db)).toEqual([]);
  });

  it("are adopted or swept, never both, when both happen at once", async () => {
    const variant = await rushed(20);
    const orders = Array.from({ length: 20 }, newId);
    await Promise.all(orders.map((orderId) => reserve(variant, { orderId })));
    const [adopted] = await Promise.all([
      Promise.all(orders.map((orderId) => adopt(variant, orderId))),
      sweepReservations(database.db, later),
      sweepReservations(database.db, later),
    ]);
    expect(sumOf(await heldOf(variant))).toBe(adopted.filter(Boolean).length);
    expect(await findStockDrift(database.db)).toEqual([]);
  });

  it("one buyer has no more than the limit, also within one batch, and again what was not had", async () => {
    const variant = await rushed(5, 4, 2);
    const limit = { buyer: "someone", max: 2 };
    const told = await Promise.all(Array.from({ length: 6 }, () => reserve(variant, { limit })));
    expect(told.filter((answer) => answer === "reserved")).toHaveLength(2);
    expect(told.filter((answer) => answer === "limit_reached")).toHaveLength(4);
    const another = { buyer: "another", max: 9 };
    expect(await reserve(variant, { limit: another, quantity: 4 })).toBe("out_of_stock");
    const tally = await database.db.purchaseTally.findMany({ where: { ...variant }, orderBy: { buyer: "asc" } });
    expect(tally.map(({ buyer, quantity }) => [buyer, quantity])).toEqual([
      ["another", 0],
      ["someone", 2],
    ]);
    await sweepReservations(database.db, later);
    expect(await reserve(variant, { limit, quantity: 2 })).toBe("reserved");
  });
});
