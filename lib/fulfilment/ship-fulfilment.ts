import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffActor } from "@/lib/auth/staff-actor";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { advanceOrder } from "@/lib/orders/advance-order";
import { oweNotice } from "@/lib/orders/owe-notice";
import { readLostMoney } from "@/lib/orders/read-lost-money";
import { recordEvent } from "@/lib/orders/record-event";
import { leftOf, type ShipInput } from "./fulfilment";
import { keepInStep } from "./keep-in-step";
import { settleFulfilment } from "./settle-fulfilment";

export type ShipError =
  | { code: "not_found" }
  | { code: "already_shipped" }
  | { code: "cancelled" }
  | { code: "nothing_chosen" }
  | { code: "payment_lost" }
  | { code: "too_many"; lineId: string; left: number };

interface ShippedLine {
  lineId: string;
  quantity: number;
}

/**
 * The merchant has handed a parcel to a carrier: some or all of a fulfilment. In one transaction, under the order's
 * lock, the units leave, the order's history tells it, the buyer is owed a mail, and fulfilment and order move on. A
 * form sent twice ships once, by the id of its parcel. Nothing leaves whose money was let go.
 */
export async function shipFulfilment(
  db: Db,
  actor: StaffActor,
  input: ShipInput,
  now: Date,
): Promise<Result<{ shipmentId: string }, ShipError>> {
  const { merchantId } = actor;
  const { fulfilmentId, shipmentId } = input;
  return inTransaction(db, async (tx) => {
    const order = await tx.fulfilment.findUnique({
      where: { merchantId_fulfilmentId: { merchantId, fulfilmentId } },
      select: { customerId: true, orderId: true, orderNumber: true },
    });
    if (!order) return err({ code: "not_found" });
    await keepInStep(tx, order, now);

    const chosen = await chooseUnits(tx, merchantId, input);
    if (!chosen.ok) return chosen;
    if ((await readLostMoney(tx, order)) > 0) return err({ code: "payment_lost" });
    await writeShipment(tx, actor, input, chosen.value, now);
    await settleFulfilment(tx, { merchantId, fulfilmentId }, now);
    await tellOfShipment(tx, actor, order, input, chosen.value, now);
    await advanceOrder(tx, order, now);
    return ok({ shipmentId });
  });
}

/** The units the parcel takes, of those that are left. */
async function chooseUnits(
  tx: Tx,
  merchantId: string,
  { fulfilmentId, shipmentId, lines }: ShipInput,
): Promise<Result<ShippedLine[], ShipError>> {
  const fulfilment = await tx.fulfilment.findUniqueOrThrow({
    where: { merchantId_fulfilmentId: { merchantId, fulfilmentId } },
    select: {
      status: true,
      lines: { select: { lineId: true, quantity: true, shippedQuantity: true, cancelledQuantity: true } },
      shipments: { where: { shipmentId }, select: { shipmentId: true } },
    },
  });
  if (fulfilment.status === "cancelled") return err({ code: "cancelled" });
  const left = new Map(fulfilment.lines.map((line) => [line.lineId, leftOf(line)]));
  if (fulfilment.shipments.length > 0 || ![...left.values()].some((units) => units > 0))
    return err({ code: "already_shipped" });

  const wanted = (lines ?? [...left].map(([lineId, quantity]) => ({ lineId, quantity }))).filter(
    ({ quantity }) => quantity > 0,
  );
  if (wanted.length === 0) return err({ code: "nothing_chosen" });
  for (const { lineId, quantity } of wanted) {
    const units = left.get(lineId) ?? 0;
    if (quantity > units) return err({ code: "too_many", lineId, left: units });
    // A line named twice has to fit as a whole.
    left.set(lineId, units - quantity);
  }
  return ok(
    [...Map.groupBy(wanted, ({ lineId }) => lineId)].map(([lineId, same]) => ({
      lineId,
      quantity: same.reduce((sum, { quantity }) => sum + quantity, 0),
    })),
  );
}

async function writeShipment(
  tx: Tx,
  { staffId, merchantId }: StaffActor,
  { fulfilmentId, shipmentId, carrier, tracking }: ShipInput,
  lines: readonly ShippedLine[],
  now: Date,
): Promise<void> {
  await tx.shipment.create({
    data: { merchantId, fulfilmentId, shipmentId, carrier, tracking, staffId, shippedAt: now },
    select: { shipmentId: true },
  });
  await tx.shipmentLine.createMany({
    data: lines.map((line) => ({ ...line, merchantId, fulfilmentId, shipmentId })),
  });
  for (const { lineId, quantity } of lines) {
    await tx.fulfilmentLine.update({
      where: { merchantId_fulfilmentId_lineId: { merchantId, fulfilmentId, lineId } },
      data: { shippedQuantity: { increment: quantity } },
      select: { lineId: true },
    });
  }
}

async function tellOfShipment(
  tx: Tx,
  { staffId, merchantId }: StaffActor,
  { customerId, orderId, orderNumber }: { customerId: string; orderId: string; orderNumber: string },
  { fulfilmentId, shipmentId, carrier, tracking }: ShipInput,
  lines: ShippedLine[],
  now: Date,
): Promise<void> {
  const data = { shipmentId, fulfilmentId, merchantId, carrier, tracking, lines: lines.map((line) => ({ ...line })) };
  await recordAudit(tx, { merchantId, staffId, now }, { action: "fulfilment.shipped", subject: orderNumber, data });
  await recordEvent(tx, { customerId, orderId }, { type: "shipped", actor: `staff:${staffId}`, at: now, data });
  await oweNotice(tx, { customerId, orderId }, `shipped:${shipmentId}`, now);
  await enqueue(tx, "webhooks.publish", {
    merchantId,
    eventId: newId(),
    type: "shipment.shipped",
    data: { ...data, orderId, number: orderNumber },
  });
  const order = await tx.order.findUnique({
    where: { customerId_orderId: { customerId, orderId } },
    select: { captureMode: true },
  });
  if (order?.captureMode === "on_shipment")
    await enqueue(tx, "payments.capture", { customerId, orderId }, { key: orderId });
}
