import { expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { findStockDrift } from "@/dev/testing/order-audit";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { markDelivered } from "@/lib/fulfilment/mark-delivered";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { cancelLines } from "../cancel-lines";
import { readOrder } from "../read-order";
import { approveReturn } from "./approve-return";
import { inspectReturn } from "./inspect-return";
import { receiveReturn } from "./receive-return";
import { requestReturn } from "./request-return";

const database = useDatabase();
const tomorrow = new Date(noon.getTime() + 24 * 3_600_000);

type Place = "first" | "other";

/** Three units over two locations, paid and cut: two at one of the merchant's locations, one at the other. */
async function splitOrder(more: Place) {
  const { db } = database;
  const world = await makeWorld(db);
  const { merchantId } = world;
  const elsewhere = newId();
  const address = { line1: "Am Kai 4", postalCode: "28195", city: "Bremen", country: "DE" };
  await db.location.create({
    data: { merchantId, locationId: elsewhere, name: "Annexe", position: 1, ...address, createdAt: noon },
  });
  const variant = await makeProduct(db, world, { onHand: more === "first" ? 2 : 1 });
  const units = more === "first" ? 1 : 2;
  const entry = { ...variant, locationId: elsewhere, heldDelta: 0, soldDelta: 0, actor: "test", at: noon };
  await db.stockLevel.create({ data: { ...variant, locationId: elsewhere, onHand: units, updatedAt: noon } });
  await db.stockLedger.create({ data: { ...entry, entryId: newId(), change: "received", onHandDelta: units } });
  const order = await makeSettledOrder(db, [{ ...variant, quantity: 3 }]);
  await cutFulfilments(db, order, noon);
  const lineId = (await readOrder(db, order))?.lines[0]?.lineId ?? "";
  const placeOf = (place: Place) => (place === "first" ? merchantId : elsewhere);
  return { ...order, variant, merchantId, lineId, placeOf, staff: { merchantId, staffId: newId() } };
}
type Split = Awaited<ReturnType<typeof splitOrder>>;

async function send({ orderId, merchantId, staff, placeOf }: Split, place: Place): Promise<void> {
  const { db } = database;
  const locationId = placeOf(place);
  const { fulfilmentId } = await db.fulfilment.findFirstOrThrow({ where: { merchantId, orderId, locationId } });
  const shipmentId = newId();
  const parcel = { fulfilmentId, shipmentId, carrier: "ups" as const, tracking: "1Z" };
  expect(await shipFulfilment(db, staff, parcel, noon)).toMatchObject({ ok: true });
  await markDelivered(db, staff, { fulfilmentId, shipmentId }, noon);
}

/** All of them come back, and can be sold again. */
async function giveBack({ customerId, orderId, lineId, staff }: Split, quantity: number): Promise<void> {
  const { db } = database;
  const returnId = newId();
  const lines = [{ lineId, quantity, reason: "changed_mind" as const }];
  const wish = { customerId, orderId, returnId, resolution: "refund" as const, comment: "", lines };
  expect(await requestReturn(db, wish, tomorrow)).toMatchObject({ ok: true });
  expect(await approveReturn(db, staff, { returnId }, tomorrow)).toMatchObject({ ok: true });
  await receiveReturn(db, staff, { returnId }, tomorrow);
  const seen = { returnId, lines: [{ lineId, accepted: quantity, restock: quantity }] };
  expect(await inspectReturn(db, staff, seen, tomorrow)).toMatchObject({ ok: true });
}

async function levels({ variant, placeOf }: Split) {
  const rows = await database.db.stockLevel.findMany({ where: { ...variant } });
  const at = (place: Place) => {
    const own = rows.filter(({ locationId }) => locationId === placeOf(place));
    return {
      onHand: own.reduce((sum, row) => sum + row.onHand, 0),
      sold: own.reduce((sum, row) => sum + row.sold, 0),
    };
  };
  return { first: at("first"), other: at("other") };
}

test.each([
  ["first", "other"],
  ["other", "first"],
] as const)("what two locations sent and one parcel brings back lies where it came to: %s", async (more, fewer) => {
  const order = await splitOrder(more);
  await send(order, "first");
  await send(order, "other");
  await giveBack(order, 3);
  const [back, none] = [
    { onHand: 3, sold: 0 },
    { onHand: 0, sold: 0 },
  ];
  expect(await levels(order)).toEqual({ [more]: back, [fewer]: none });
  expect(await findStockDrift(database.db)).toEqual([]);
  const moved = await database.db.stockLedger.findMany({ where: { ...order.variant, change: "transferred" } });
  const told = moved.map(({ locationId, onHandDelta, orderId }) => ({ locationId, onHandDelta, orderId }));
  const { orderId, placeOf } = order;
  expect(told).toHaveLength(2);
  expect(told).toContainEqual({ locationId: placeOf(more), onHandDelta: 1, orderId });
  expect(told).toContainEqual({ locationId: placeOf(fewer), onHandDelta: -1, orderId });
});

test.each([
  ["first", "other"],
  ["other", "first"],
] as const)("what has not left stays sold where it lies, and is called off there: sent by %s", async (sender, rest) => {
  const { db } = database;
  const order = await splitOrder(sender);
  await send(order, sender);
  await giveBack(order, 2);
  expect(await levels(order)).toEqual({ [sender]: { onHand: 2, sold: 0 }, [rest]: { onHand: 0, sold: 1 } });
  const wish = { ...order, cancellationId: newId(), lines: "all", reason: "sold_out", actor: "clock" } as const;
  expect(await cancelLines(db, wish, tomorrow)).toMatchObject({ ok: true });
  expect(await levels(order)).toEqual({ [sender]: { onHand: 2, sold: 0 }, [rest]: { onHand: 1, sold: 0 } });
  expect(await findStockDrift(db)).toEqual([]);
});

test("units of a location that was closed since lie at the merchant's first one, kept there before or not", async () => {
  const { db } = database;
  const order = await splitOrder("other");
  await send(order, "other");
  const { merchantId, placeOf, variant } = order;
  const closed = { merchantId, locationId: placeOf("other") };
  await db.location.update({ where: { merchantId_locationId: closed }, data: { active: false } });
  await db.stockLedger.deleteMany({ where: { ...variant, locationId: merchantId } });
  await db.stockHold.deleteMany({ where: { ...variant, locationId: merchantId } });
  await db.stockLevel.deleteMany({ where: { ...variant, locationId: merchantId } });
  await giveBack(order, 2);
  expect(await levels(order)).toEqual({ first: { onHand: 2, sold: 0 }, other: { onHand: 0, sold: 0 } });
  expect(await findStockDrift(db)).toEqual([]);
});
