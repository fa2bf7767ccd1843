import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { findStockDrift } from "@/dev/testing/order-audit";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { adjustStock } from "./adjust-stock";
import { adoptHolds } from "./adopt-holds";
import { holdStock } from "./hold-stock";
import { releaseHolds } from "./release-holds";
import { reserveStock } from "./reserve-stock";
import { returnStock } from "./return-stock";
import { sellHolds } from "./sell-holds";
import { setStockRules } from "./set-stock-rules";
import type { StockLine } from "./stock";
import { sweepReservations } from "./sweep-reservations";
import { transferStock } from "./transfer-stock";
import { unreserveStock } from "./unreserve-stock";

const now = new Date("2026-11-22T08:00:00Z");
const soon = new Date("2026-11-22T08:02:00Z");
const later = new Date("2026-12-24T00:00:00Z");
const database = useDatabase({ poolMax: 12 });
let world: World;
let second: string;

beforeAll(async () => {
  world = await makeWorld(database.db);
  second = newId();
  await database.db.location.create({
    data: { merchantId: world.merchantId, locationId: second, name: "Annexe", position: 1, createdAt: now },
  });
});

const staff = () => ({ merchantId: world.merchantId, staffId: newId(), now });

/** What an order may be told, whatever else happens meanwhile. */
class Refused extends Error {}

const hold = (orderId: string, lines: StockLine[]) =>
  inTransaction(database.db, async (tx) => {
    const held = await holdStock(tx, {
      orderId,
      lines,
      locations: [second, world.merchantId],
      buyer: "someone",
      expiresAt: later,
      actor: "shopper",
      now,
    });
    if (!held.ok) throw new Refused(held.error.code);
  }).then(
    () => "held" as const,
    (error: unknown) => {
      if (error instanceof Refused) return error.message;
      if (error instanceof Error && error.message.endsWith(`already holds ${lines[0]?.variantId}`)) return "twice";
      throw error;
    },
  );

const claim = (
  verb: typeof releaseHolds | typeof returnStock | typeof unreserveStock,
  orderId: string,
  lines: StockLine[],
  placedAt?: string,
) =>
  inTransaction(database.db, (tx) =>
    verb(tx, { orderId, lines, ...(placedAt ? { placedAt } : {}), actor: "test", reason: "", now }),
  );

const reserve = (orderId: string, line: StockLine) =>
  reserveStock(database.db, {
    orderId,
    line,
    locations: [second, world.merchantId],
    limit: { buyer: "someone", max: 1_000 },
    expiresAt: soon,
    actor: "shopper",
    now,
  });

/** All or nothing, as an order takes them. */
const adopt = (orderId: string, lines: StockLine[]) =>
  inTransaction(database.db, async (tx) => {
    if (!(await adoptHolds(tx, { orderId, lines, expiresAt: later }))) throw new Refused("gone");
  }).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
  });

const sell = (orderId: string, lines: StockLine[]) =>
  inTransaction(database.db, (tx) => sellHolds(tx, { orderId, lines, actor: "test", now }));

const rules = {
  stockPolicy: "deny",
  oversellMax: 0,
  shipsFrom: null,
  lowStockAt: null,
  perCustomerMax: null,
  stripes: 1,
} as const;

const levels = (variant: { productId: string; variantId: string }) =>
  database.db.stockLevel.findMany({ where: variant, orderBy: [{ locationId: "asc" }, { stripe: "asc" }] });

const sumOf = async (variant: { productId: string; variantId: string }) => {
  const rows = await levels(variant);
  const sum = (counter: "onHand" | "held" | "sold") => rows.reduce((total, row) => total + row[counter], 0);
  return { onHand: sum("onHand"), held: sum("held"), sold: sum("sold") };
};

const unitVerbs = ["hold", "reserve", "adopt", "unreserve", "release", "sell", "return", "bring"] as const;

type Step =
  | { kind: (typeof unitVerbs)[number]; order: number; quantity: number }
  | { kind: "sweep" }
  | { kind: "adjust"; at: number; by: number }
  | { kind: "transfer"; to: number; quantity: number }
  | { kind: "stripe"; stripes: number; oversellMax: number };

const orderCount = 4;
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constantFrom(...unitVerbs),
      order: fc.nat(orderCount - 1),
      quantity: fc.integer({ min: 1, max: 6 }),
    }),
  },
  fc.record({ kind: fc.constant("sweep" as const) }),
  fc.record({ kind: fc.constant("adjust" as const), at: fc.nat(1), by: fc.integer({ min: -8, max: 8 }) }),
  fc.record({ kind: fc.constant("transfer" as const), to: fc.nat(1), quantity: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    kind: fc.constant("stripe" as const),
    stripes: fc.constantFrom(1, 2, 5),
    oversellMax: fc.constantFrom(0, 3),
  }),
);

async function run(variant: { productId: string; variantId: string }, orders: string[], each: Step): Promise<number> {
  const places = [world.merchantId, second];
  if (each.kind === "adjust") {
    const done = await adjustStock(database.db, staff(), {
      ...variant,
      locationId: places[each.at] ?? "",
      onHand: { by: each.by },
      reason: "",
    });
    return done.ok ? each.by : 0;
  }
  if (each.kind === "transfer") {
    const [from = "", to = ""] = [places[1 - each.to], places[each.to]];
    await transferStock(database.db, staff(), {
      ...variant,
      fromLocationId: from,
      toLocationId: to,
      quantity: each.quantity,
      reason: "",
    });
    return 0;
  }
  if (each.kind === "stripe") {
    const policy = each.oversellMax > 0 ? { stockPolicy: "backorder" as const, shipsFrom: later } : {};
    await setStockRules(database.db, staff(), variant, {
      ...rules,
      ...policy,
      stripes: each.stripes,
      oversellMax: each.oversellMax,
    });
    return 0;
  }
  if (each.kind === "sweep") {
    await sweepReservations(database.db, later);
    return 0;
  }
  const lines = [{ ...variant, quantity: each.quantity }];
  const orderId = orders[each.order] ?? "";
  if (each.kind === "hold") await hold(orderId, lines);
  else if (each.kind === "reserve") await reserve(orderId, { ...variant, quantity: each.quantity });
  else if (each.kind === "adopt") await adopt(orderId, lines);
  else if (each.kind === "unreserve") await claim(unreserveStock, orderId, lines);
  else if (each.kind === "sell") await sell(orderId, lines);
  else if (each.kind === "bring") await claim(returnStock, orderId, lines, places[each.quantity % 2]);
  else await claim(each.kind === "release" ? releaseHolds : returnStock, orderId, lines);
  return 0;
}

describe("every unit is accounted for", () => {
  const conserved = (together: boolean) =>
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
      const variant = await makeProduct(database.db, world, { onHand: 10 });
      const orders = Array.from({ length: orderCount }, newId);
      const brought = together
        ? await Promise.all(steps.map((each) => run(variant, orders, each)))
        : await steps.reduce<Promise<number[]>>(
            async (before, each) => [...(await before), await run(variant, orders, each)],
            Promise.resolve([]),
          );
      const { onHand, sold } = await sumOf(variant);
      // What came in is there or sold: by counting, whatever the ledger says.
      expect(onHand + sold).toBe(10 + brought.reduce((sum, by) => sum + by, 0));
      expect(await findStockDrift(database.db)).toEqual([]);
    });

  it("after any verbs in any order", () => fc.assert(conserved(false), { numRuns: 25 }), 120_000);

  it("after any verbs all at once", () => fc.assert(conserved(true), { numRuns: 25 }), 120_000);
});

describe("holds", () => {
  it("forty at once over locations and stripes take every unit once, and none is refused while there is one", async () => {
    const variant = await makeProduct(database.db, world, { onHand: 21 });
    await setStockRules(database.db, staff(), variant, { ...rules, stripes: 4 });
    await transferStock(database.db, staff(), {
      ...variant,
      fromLocationId: world.merchantId,
      toLocationId: second,
      quantity: 9,
      reason: "",
    });
    const told = await Promise.all(Array.from({ length: 40 }, () => hold(newId(), [{ ...variant, quantity: 1 }])));
    expect(told.filter((answer) => answer === "held")).toHaveLength(21);
    expect(told.filter((answer) => answer === "out_of_stock")).toHaveLength(19);
    expect(await sumOf(variant)).toEqual({ onHand: 21, held: 21, sold: 0 });
    expect(await findStockDrift(database.db)).toEqual([]);
  });

  it("orders of several striped products in opposite order never deadlock", async () => {
    const made = await Promise.all([1, 2, 3].map(() => makeProduct(database.db, world, { onHand: 12 })));
    for (const variant of made) await setStockRules(database.db, staff(), variant, { ...rules, stripes: 3 });
    const before = await deadlocks();
    const told = await Promise.all(
      Array.from({ length: 30 }, (_, n) => {
        const lines = made.map((variant) => ({ ...variant, quantity: 1 }));
        return hold(newId(), n % 2 ? lines : lines.toReversed());
      }),
    );
    expect(told.filter((answer) => answer === "held")).toHaveLength(12);
    expect(await deadlocks()).toBe(before);
  });

  it("a line that no stripe and no location can fill alone is split, and given back whole", async () => {
    const variant = await makeProduct(database.db, world, { onHand: 10 });
    await setStockRules(database.db, staff(), variant, { ...rules, stripes: 3 });
    await adjustStock(database.db, staff(), { ...variant, locationId: second, onHand: { to: 5 }, reason: "" });
    const orderId = newId();
    expect(await hold(orderId, [{ ...variant, quantity: 13 }])).toBe("held");
    expect(await claim(releaseHolds, orderId, [{ ...variant, quantity: 4 }])).toBe(4);
    expect(await sell(orderId, [{ ...variant, quantity: 13 }])).toBe(9);
    expect(await claim(returnStock, orderId, [{ ...variant, quantity: 20 }])).toBe(9);
    expect(await claim(returnStock, orderId, [{ ...variant, quantity: 20 }])).toBe(0);
    expect(await sumOf(variant)).toEqual({ onHand: 15, held: 0, sold: 0 });
    expect(await findStockDrift(database.db)).toEqual([]);
  });

  it("comes from the location named first, if that has the whole line", async () => {
    const variant = await makeProduct(database.db, world, { onHand: 10 });
    await adjustStock(database.db, staff(), { ...variant, locationId: second, onHand: { to: 3 }, reason: "" });
    await hold(newId(), [{ ...variant, quantity: 3 }]);
    await hold(newId(), [{ ...variant, quantity: 3 }]);
    const held = (await levels(variant)).map(({ locationId, held: units }) => [locationId, units]);
    expect(Object.fromEntries(held)).toEqual({ [second]: 3, [world.merchantId]: 3 });
  });

  it("one buyer never gets more than the limit, however many orders race, and may again what was given back", async () => {
    const variant = await makeProduct(database.db, world, { onHand: 50 });
    await setStockRules(database.db, staff(), variant, { ...rules, perCustomerMax: 3 });
    const orders = Array.from({ length: 10 }, newId);
    const told = await Promise.all(orders.map((orderId) => hold(orderId, [{ ...variant, quantity: 1 }])));
    expect(told.filter((answer) => answer === "held")).toHaveLength(3);
    expect(told.filter((answer) => answer === "limit_reached")).toHaveLength(7);
    const lucky = orders[told.indexOf("held")] ?? "";
    await claim(releaseHolds, lucky, [{ ...variant, quantity: 1 }]);
    await claim(releaseHolds, lucky, [{ ...variant, quantity: 1 }]);
    expect(await hold(newId(), [{ ...variant, quantity: 2 }])).toBe("limit_reached");
    expect(await hold(newId(), [{ ...variant, quantity: 1 }])).toBe("held");
  });
});

async function deadlocks(): Promise<bigint> {
  const [row] = await database.db.$queryRaw<{ deadlocks: bigint }[]>`
    select pg_stat_get_db_deadlocks(oid) as deadlocks from pg_database where datname = current_database()`;
  return row?.deadlocks ?? 0n;
}
