import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { progressOf } from "@/lib/orders/advance-order";
import { cancelLines } from "@/lib/orders/cancel-lines";
import { shippedUnits } from "@/lib/orders/parcels";
import { readOrder } from "@/lib/orders/read-order";
import { cutFulfilments } from "./cut-fulfilments";
import { leftOf, statusOf } from "./fulfilment";
import { markDelivered } from "./mark-delivered";
import { readFulfilment } from "./read-fulfilment";
import { shipFulfilment } from "./ship-fulfilment";

const database = useDatabase({ poolMax: 20 });
const staffId = newId();
let [one, two]: World[] = [];

beforeAll(async () => {
  one = await makeWorld(database.db);
  two = await makeWorld(database.db);
});

/** Two lines of one merchant and one of another, who keeps its units in two places. */
async function order() {
  const { db } = database;
  if (!one || !two) throw new Error("no world");
  const elsewhere = newId();
  const at = noon;
  await db.location.create({
    data: { merchantId: two.merchantId, locationId: elsewhere, name: "Elsewhere", position: 1, createdAt: at },
  });
  const split = await makeProduct(db, two, { onHand: 2 });
  await db.stockLevel.create({ data: { ...split, locationId: elsewhere, onHand: 3, updatedAt: at } });
  const placed = await makeSettledOrder(db, [
    { ...(await makeProduct(db, one)), quantity: 3 },
    { ...(await makeProduct(db, one)), quantity: 1 },
    { ...split, quantity: 4 },
  ]);
  await cutFulfilments(db, placed, noon);
  return placed;
}

type Key = Awaited<ReturnType<typeof order>>;

async function look({ customerId, orderId }: Key) {
  const { db } = database;
  const view = await readOrder(db, { customerId, orderId });
  const merchantIds = [one?.merchantId ?? "", two?.merchantId ?? ""];
  const found = await db.fulfilment.findMany({
    where: { merchantId: { in: merchantIds }, orderId },
    orderBy: { fulfilmentId: "asc" },
  });
  const parts = await Promise.all(
    found.map(async ({ merchantId, fulfilmentId }) => ({
      merchantId,
      detail: await readFulfilment(db, merchantId, fulfilmentId),
    })),
  );
  if (!view) throw new Error("no order");
  return {
    view,
    parts: parts.flatMap(({ merchantId, detail }) => (detail ? [{ merchantId, ...detail }] : [])),
  };
}

/** One thing somebody does; `pick` chooses among what there is, and may choose what cannot be. */
const step = fc.oneof(
  fc.record({
    do: fc.constant("ship" as const),
    pick: fc.nat(5),
    line: fc.nat(5),
    units: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ do: fc.constant("ship all" as const), pick: fc.nat(5) }),
  fc.record({ do: fc.constant("cancel" as const), line: fc.nat(2), units: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant("deliver" as const), pick: fc.nat(5), parcel: fc.nat(3) }),
  fc.record({ do: fc.constant("cut" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];

async function take(key: Key, { view, parts }: Awaited<ReturnType<typeof look>>, wish: Step): Promise<void> {
  const { db } = database;
  const { customerId, orderId } = key;
  if (wish.do === "cut") return cutFulfilments(db, { customerId, orderId }, noon);
  if (wish.do === "cancel") {
    const lines = [{ lineId: at(view.lines, wish.line)?.lineId ?? "", quantity: wish.units }];
    const reason = "changed_mind";
    await cancelLines(db, { customerId, orderId, cancellationId: newId(), lines, reason, actor: "shopper" }, noon);
    return;
  }
  const part = at(parts, wish.pick);
  if (!part) return;
  const { merchantId, fulfilmentId } = part;
  const actor = { staffId, merchantId };
  if (wish.do === "deliver") {
    const shipmentId = at(part.shipments, wish.parcel)?.shipmentId;
    if (shipmentId) await markDelivered(db, actor, { fulfilmentId, shipmentId }, noon);
    return;
  }
  const parcel = { fulfilmentId, shipmentId: newId(), carrier: "ups" as const, tracking: "1Z999AA10123456784" };
  const lineId = wish.do === "ship" ? at(part.lines, wish.line)?.lineId : undefined;
  const lines = wish.do === "ship" && lineId ? { lines: [{ lineId, quantity: wish.units }] } : {};
  await shipFulfilment(db, actor, { ...parcel, ...lines }, noon);
}

/** What holds at every moment. */
function expectLaws({ view, parts }: Awaited<ReturnType<typeof look>>) {
  const told = shippedUnits(view.events);
  for (const line of view.lines) {
    const own = parts.flatMap((part) => part.lines.filter(({ lineId }) => lineId === line.lineId));
    const shipped = own.reduce((sum, { shippedQuantity }) => sum + shippedQuantity, 0);
    expect(shipped + line.cancelledQuantity).toBeLessThanOrEqual(line.quantity);
    expect(told.get(line.lineId) ?? 0).toBe(shipped);
    const inParcels = parts
      .flatMap(({ shipments }) => shipments.flatMap(({ lines }) => lines))
      .filter(({ lineId }) => lineId === line.lineId)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    expect(inParcels).toBe(shipped);
    const standing = own.reduce((sum, { quantity, cancelledQuantity }) => sum + quantity - cancelledQuantity, 0);
    expect(standing).toBe(line.quantity - line.cancelledQuantity);
  }
}

/** What holds once the jobs have run. */
async function expectInStep(key: Key) {
  await cutFulfilments(database.db, key, noon);
  const { view, parts } = await look(key);
  expectLaws({ view, parts });
  for (const part of parts) expect(part.status).toBe(statusOf(part.lines, part.shipments));
  const gone = view.lines.every(({ quantity, cancelledQuantity }) => quantity === cancelledQuantity);
  expect(view.status).toBe(gone ? "cancelled" : (progressOf(view) ?? "paid"));
  const parcels = parts.flatMap(({ shipments }) => shipments);
  const arrived = parcels.filter(({ status }) => status === "delivered");
  const { customerId, orderId } = key;
  const notices = await database.db.notice.findMany({ where: { customerId, orderId }, select: { cause: true } });
  expect(notices.filter(({ cause }) => cause.startsWith("shipped:"))).toHaveLength(parcels.length);
  expect(notices.filter(({ cause }) => cause.startsWith("delivered:"))).toHaveLength(arrived.length);
}

describe("the machine of an order's parts, with whatever anybody does", () => {
  it("is cut by merchant and place, with the units each place set aside", async () => {
    const { parts } = await look(await order());
    const units = parts.map(({ lines }) => lines.map(({ quantity }) => quantity));
    expect(units.toSorted((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))).toEqual([[3, 1], [2], [2]]);
    const split = parts.filter(({ merchantId }) => merchantId === two?.merchantId);
    expect(new Set(split.map(({ locationId }) => locationId)).size).toBe(2);
    expect(split.reduce((sum, { totalAmount }) => sum + totalAmount, 0)).toBe(4 * 6400);
  });

  it("keeps its laws after every step", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const key = await order();
        for (const wish of steps) {
          await take(key, await look(key), wish);
          expectLaws(await look(key));
        }
        await expectInStep(key);
      }),
      { numRuns: 10 },
    );
  }, 120_000);

  it("keeps them when everybody does everything at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
        const key = await order();
        const seen = await look(key);
        await Promise.all(steps.map((wish) => take(key, seen, wish)));
        expectLaws(await look(key));
        await expectInStep(key);
      }),
      { numRuns: 10 },
    );
  }, 120_000);

  it("ships a unit or cancels it, never both: the last unit has one taker", async () => {
    for (let round = 0; round < 12; round += 1) {
      const key = await order();
      const before = await look(key);
      const part = before.parts.find(({ lines }) => lines.length === 2);
      const line = before.view.lines.find(({ lineId }) => part?.lines.some((own) => own.lineId === lineId));
      if (!part || !line) throw new Error("no part");
      const cancel: Step = { do: "cancel", line: before.view.lines.indexOf(line), units: line.quantity };
      const ship: Step = { do: "ship all", pick: before.parts.indexOf(part) };
      const both = round % 2 === 0 ? [cancel, ship] : [ship, cancel];
      await Promise.all(both.map((wish) => take(key, before, wish)));
      await expectInStep(key);
      const after = (await look(key)).parts.find(({ fulfilmentId }) => fulfilmentId === part.fulfilmentId);
      const own = after?.lines.find(({ lineId }) => lineId === line.lineId);
      expect(own && leftOf(own)).toBe(0);
      expect([0, line.quantity]).toContain(own?.shippedQuantity);
    }
  }, 60_000);
});
