import fc from "fast-check";
import { expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { findStockDrift } from "@/dev/testing/order-audit";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { markDelivered } from "@/lib/fulfilment/mark-delivered";
import { readDashboard } from "@/lib/fulfilment/read-dashboard";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { cancelLines } from "./cancel-lines";
import { approveReturn } from "./returns/approve-return";
import { inspectReturn } from "./returns/inspect-return";
import { receiveReturn } from "./returns/receive-return";
import { requestReturn } from "./returns/request-return";

const database = useDatabase();
const tomorrow = new Date(noon.getTime() + 24 * 3_600_000);

/** Units over two locations, paid and cut: so many at the merchant's first, so many at the other. */
async function splitOrder(first = 3, second = 2) {
  const { db } = database;
  const world = await makeWorld(db);
  const { merchantId } = world;
  const elsewhere = newId();
  const variant = await makeProduct(db, world, { onHand: first });
  const address = { line1: "Am Kai 4", postalCode: "28195", city: "Bremen", country: "DE" };
  await db.location.create({
    data: { merchantId, locationId: elsewhere, name: "Annexe", position: 1, ...address, createdAt: noon },
  });
  const entry = { ...variant, locationId: elsewhere, heldDelta: 0, soldDelta: 0, actor: "test", at: noon };
  await db.stockLevel.create({ data: { ...variant, locationId: elsewhere, onHand: second, updatedAt: noon } });
  await db.stockLedger.create({ data: { ...entry, entryId: newId(), change: "received", onHandDelta: second } });
  const order = await makeSettledOrder(db, [{ ...variant, quantity: first + second }]);
  await cutFulfilments(db, order, noon);
  const parts = await db.fulfilment.findMany({ where: { merchantId, orderId: order.orderId } });
  const partAt = (locationId: string) => parts.find((part) => part.locationId === locationId)?.fulfilmentId ?? "";
  const line = await db.orderLine.findFirstOrThrow({ where: { customerId: order.customerId, orderId: order.orderId } });
  const { lineId } = line;
  return { db, order, variant, merchantId, elsewhere, partAt, lineId };
}
type Split = Awaited<ReturnType<typeof splitOrder>>;

/** A parcel leaves a location and arrives; whether it could. */
async function send({ db, merchantId, partAt, lineId }: Split, locationId: string, quantity: number): Promise<boolean> {
  const staff = { merchantId, staffId: newId() };
  const parcel = { fulfilmentId: partAt(locationId), shipmentId: newId() };
  const label = { carrier: "ups" as const, tracking: "1Z999AA10123456784" };
  const sent = await shipFulfilment(db, staff, { ...parcel, ...label, lines: [{ lineId, quantity }] }, noon);
  if (sent.ok) await markDelivered(db, staff, parcel, noon);
  return sent.ok;
}

/** Units come back, and can be sold again; whether they could. */
async function giveBack({ db, order, merchantId, lineId }: Split, quantity: number): Promise<boolean> {
  const staff = { merchantId, staffId: newId() };
  const returnId = newId();
  const lines = [{ lineId, quantity, reason: "changed_mind" as const }];
  const wish = { ...order, returnId, resolution: "refund" as const, comment: "", lines };
  if (!(await requestReturn(db, wish, tomorrow)).ok) return false;
  await approveReturn(db, staff, { returnId }, tomorrow);
  await receiveReturn(db, staff, { returnId }, tomorrow);
  const seen = { returnId, lines: [{ lineId, accepted: quantity, restock: quantity }] };
  return (await inspectReturn(db, staff, seen, tomorrow)).ok;
}

/** Units are called off, and no job has run since; whether they could. */
async function callOff({ db, order, lineId }: Split, quantity: number): Promise<boolean> {
  const lines = [{ lineId, quantity }];
  const wish = { ...order, cancellationId: newId(), lines, reason: "changed_mind", actor: "shopper" } as const;
  return (await cancelLines(db, wish, tomorrow)).ok;
}

/** Units called off, by location: those the stock got back, and those its part of the order is without. */
async function calledOff({ db, order, variant, merchantId, elsewhere }: Split) {
  const { orderId } = order;
  const entries = await db.stockLedger.findMany({ where: { ...variant, orderId, change: "returned" } });
  const parts = await db.fulfilment.findMany({ where: { merchantId, orderId }, include: { lines: true } });
  const at = (locationId: string) => ({
    stock: entries
      .filter((entry) => entry.locationId === locationId && entry.reason.startsWith("cancelled"))
      .reduce((sum, { onHandDelta }) => sum + onHandDelta, 0),
    part: parts
      .filter((part) => part.locationId === locationId)
      .reduce((sum, { lines }) => sum + (lines[0]?.cancelledQuantity ?? 0), 0),
  });
  return { first: at(merchantId), second: at(elsewhere) };
}

test.each(["first", "second"] as const)(
  "of a line over two locations whose %s has sent its part, the rest is called off where it lies",
  async (sender) => {
    const { db, order, variant, merchantId, elsewhere, partAt } = await splitOrder();
    const [sent, rest] = sender === "first" ? [merchantId, elsewhere] : [elsewhere, merchantId];
    const staff = { merchantId, staffId: newId() };
    const parcel = { fulfilmentId: partAt(sent), shipmentId: newId(), carrier: "ups" as const, tracking: "1Z" };
    expect(await shipFulfilment(db, staff, parcel, noon)).toMatchObject({ ok: true });
    const wish = { ...order, cancellationId: newId(), lines: "all", reason: "sold_out", actor: "clock" } as const;
    expect(await cancelLines(db, wish, noon)).toMatchObject({ ok: true });
    await cutFulfilments(db, order, noon);

    const onHand = async (locationId: string) =>
      (await db.stockLevel.findMany({ where: { ...variant, locationId } })).reduce((sum, row) => sum + row.onHand, 0);
    expect(await onHand(sent)).toBe(0);
    expect(await onHand(rest)).toBe(rest === merchantId ? 3 : 2);
    expect(await findStockDrift(db)).toEqual([]);

    // What was called off is no revenue of the day's.
    const { sales } = await readDashboard(db, merchantId, "en", noon);
    expect(sales[0]?.today.amount).toBe((rest === merchantId ? 2 : 3) * 6400);
  },
);

test.each([
  ["first", { first: 1, second: 2 }],
  ["second", { first: 2, second: 1 }],
] as const)(
  "after a parcel of the %s came back to the shelf, units are called off one after another where they lie",
  async (sender, places) => {
    const split = await splitOrder(sender === "first" ? 3 : 2, sender === "first" ? 2 : 3);
    const { db, order, merchantId, elsewhere, partAt } = split;
    expect(await send(split, sender === "first" ? merchantId : elsewhere, 2)).toBe(true);
    expect(await giveBack(split, 2)).toBe(true);
    for (let units = 1; units <= 3; units += 1) {
      expect(await callOff(split, 1)).toBe(true);
      const { first, second } = await calledOff(split);
      expect(first.part).toBe(first.stock);
      expect(second.part).toBe(second.stock);
      expect(first.stock + second.stock).toBe(units);
    }
    const { first, second } = await calledOff(split);
    expect({ first: first.stock, second: second.stock }).toEqual(places);
    for (const locationId of [merchantId, elsewhere]) expect(await send(split, locationId, 1)).toBe(false);
    await cutFulfilments(db, order, tomorrow);
    const statuses = await db.fulfilment.findMany({ where: { merchantId, orderId: order.orderId } });
    const statusAt = (id: string) => statuses.find(({ fulfilmentId }) => fulfilmentId === id)?.status;
    const ends = ["delivered", "cancelled"];
    const [a, b] = sender === "first" ? ends : ends.toReversed();
    expect([statusAt(partAt(merchantId)), statusAt(partAt(elsewhere))]).toEqual([a, b]);
    expect(await findStockDrift(db)).toEqual([]);
  },
);

test("the last unit of a location is sent or called off, never both, and the stock gets back what its part lost", async () => {
  const step = fc.record({
    what: fc.constantFrom("send", "send", "call off", "call off", "give back", "cut"),
    fromFirst: fc.boolean(),
    quantity: fc.integer({ min: 1, max: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 9 }), fc.boolean(), async (steps, atOnce) => {
      const split = await splitOrder(3, 3);
      const { db, order, merchantId, elsewhere } = split;
      const take = async ({ what, fromFirst, quantity }: (typeof steps)[number]) => {
        if (what === "send") await send(split, fromFirst ? merchantId : elsewhere, quantity);
        else if (what === "call off") await callOff(split, quantity);
        else if (what === "give back") await giveBack(split, quantity);
        else await cutFulfilments(db, order, tomorrow);
      };
      const holds = async () => {
        for (const { stock, part } of Object.values(await calledOff(split))) expect(part).toBe(stock);
      };
      if (atOnce) await Promise.all(steps.map(take));
      else
        for (const each of steps) {
          await take(each);
          await holds();
        }
      await holds();
      await cutFulfilments(db, order, tomorrow);
      expect(await findStockDrift(db)).toEqual([]);
    }),
    { numRuns: 12 },
  );
}, 120_000);
