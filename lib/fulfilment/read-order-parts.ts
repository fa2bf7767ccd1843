import type { Tx } from "@/lib/db/client";

/** An order as fulfilment needs it, with its lines and what their merchants have made of them so far. */
export type OrderParts = NonNullable<Awaited<ReturnType<typeof readOrderParts>>>;
export type OrderedLine = OrderParts["lines"][number];
export type Part = OrderParts["parts"][number];

export async function readOrderParts(tx: Tx, { customerId, orderId }: { customerId: string; orderId: string }) {
  const order = await tx.order.findUnique({
    where: { customerId_orderId: { customerId, orderId } },
    select: {
      customerId: true,
      orderId: true,
      number: true,
      status: true,
      locale: true,
      email: true,
      shipTo: true,
      shippingMethod: true,
      currency: true,
      placedAt: true,
      cutAt: true,
      lines: {
        orderBy: { position: "asc" },
        select: {
          lineId: true,
          position: true,
          merchantId: true,
          productId: true,
          variantId: true,
          sku: true,
          title: true,
          options: true,
          imageKey: true,
          imageHue: true,
          quantity: true,
          cancelledQuantity: true,
          unitAmount: true,
          totalAmount: true,
          shipsFrom: true,
        },
      },
    },
  });
  if (!order) return null;
  const merchantIds = [...new Set(order.lines.map(({ merchantId }) => merchantId))];
  const parts = await tx.fulfilment.findMany({
    where: { merchantId: { in: merchantIds }, orderId },
    orderBy: { locationId: "asc" },
    select: {
      merchantId: true,
      fulfilmentId: true,
      locationId: true,
      status: true,
      lines: { select: { lineId: true, quantity: true, shippedQuantity: true, cancelledQuantity: true } },
      shipments: { select: { status: true } },
    },
  });
  return { ...order, parts };
}
