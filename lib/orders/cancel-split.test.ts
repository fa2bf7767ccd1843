import { expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { findStockDrift } from "@/dev/testing/order-audit";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { readDashboard } from "@/lib/fulfilment/read-dashboard";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { cancelLines } from "./cancel-lines";

const database = useDatabase();

/** Five units over two locations, paid and cut: three at the merchant's first, two at the other. */
async function splitOrder() {
  const { db } = database;
  const world = await makeWorld(db);
  const { merchantId } = world;
  const elsewhere = newId();
  const variant = await makeProduct(db, world, { onHand: 3 });
  await db.location.create({
    data: { merchantId, locationId: elsewhere, name: "Annexe", position: 1, createdAt: noon },
  });
  const entry = { ...variant, locationId: elsewhere, heldDelta: 0, soldDelta: 0, actor: "test", at: noon };
  await db.stockLevel.create({ data: { ...variant, locationId: elsewhere, onHand: 2, updatedAt: noon } });
  await db.stockLedger.create({ data: { ...entry, entryId: newId(), change: "received", onHandDelta: 2 } });
  const order = await makeSettledOrder(db, [{ ...variant, quantity: 5 }]);
  await cutFulfilments(db, order, noon);
  const parts = await db.fulfilment.findMany({ where: { merchantId, orderId: order.orderId } });
  const partAt = (locationId: string) => parts.find((part) => part.locationId === locationId)?.fulfilmentId ?? "";
  return { db, order, variant, merchantId, elsewhere, partAt };
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
