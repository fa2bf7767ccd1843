import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { readAside } from "@/lib/inventory/read-aside";
import { enqueue } from "@/lib/jobs/queue";
import { allot, amountsOf } from "./allot";
import type { OrderedLine, OrderParts } from "./read-order-parts";

type CutLine = Omit<Prisma.FulfilmentLineCreateManyInput, "merchantId" | "fulfilmentId">;

/** Gives a merchant its part of an order: one fulfilment for each location that set units aside for it. */
export async function cutParts(
  tx: Tx,
  order: OrderParts,
  merchantId: string,
  lines: OrderedLine[],
  now: Date,
): Promise<void> {
  const byLocation = splitLines(lines, await readAside(tx, order.orderId, lines), merchantId);
  for (const [locationId, cut] of byLocation) await writePart(tx, order, { merchantId, locationId }, cut, now);
  if (byLocation.size === 0) return;
  await enqueue(tx, "webhooks.publish", {
    merchantId,
    eventId: newId(),
    type: "order.paid",
    data: { orderId: order.orderId, number: order.number, currency: order.currency, placedAt: order.placedAt.toJSON() },
  });
}

function splitLines(
  lines: readonly OrderedLine[],
  aside: Map<string, Map<string, number>>,
  home: string,
): Map<string, CutLine[]> {
  const byLocation = new Map<string, CutLine[]>();
  for (const { merchantId: _, cancelledQuantity, options, quantity, totalAmount, ...line } of lines) {
    const parts = allot(quantity - cancelledQuantity, aside.get(line.variantId) ?? new Map(), home);
    const amounts = amountsOf(totalAmount, quantity, [...parts.values()]);
    [...parts].forEach(([locationId, units], index) => {
      const cut = { ...line, options: options ?? [], quantity: units, totalAmount: amounts[index] ?? 0 };
      byLocation.set(locationId, [...(byLocation.get(locationId) ?? []), cut]);
    });
  }
  return byLocation;
}

async function writePart(
  tx: Tx,
  order: OrderParts,
  { merchantId, locationId }: { merchantId: string; locationId: string },
  lines: CutLine[],
  now: Date,
): Promise<void> {
  invariant(order.shipTo !== null, "an order has an address");
  const fulfilmentId = newId();
  const itemCount = lines.reduce((sum, line) => sum + line.quantity, 0);
  await tx.fulfilment.create({
    data: {
      merchantId,
      fulfilmentId,
      locationId,
      customerId: order.customerId,
      orderId: order.orderId,
      orderNumber: order.number,
      locale: order.locale,
      email: order.email,
      shipTo: order.shipTo,
      shippingMethod: order.shippingMethod,
      currency: order.currency,
      totalAmount: lines.reduce((sum, line) => sum + line.totalAmount, 0),
      itemCount,
      placedAt: order.placedAt,
      updatedAt: now,
    },
    select: { fulfilmentId: true },
  });
  await tx.fulfilmentLine.createMany({ data: lines.map((line) => ({ ...line, merchantId, fulfilmentId })) });
  await enqueue(tx, "webhooks.publish", {
    merchantId,
    eventId: fulfilmentId,
    type: "fulfilment.created",
    data: { fulfilmentId, locationId, orderId: order.orderId, number: order.number, itemCount },
  });
}
