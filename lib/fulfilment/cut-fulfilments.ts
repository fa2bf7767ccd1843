import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";

interface OrderKey {
  customerId: string;
  orderId: string;
}

/**
 * Gives each merchant of a paid order its part of it. Done twice it writes nothing more: a merchant has one fulfilment
 * of an order.
 */
export async function cutFulfilments(db: Db, key: OrderKey, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const order = await readOrder(tx, key);
    if (!order || !["paid", "shipped", "delivered"].includes(order.status)) return;
    const byMerchant = Map.groupBy(order.lines, (line) => line.merchantId);
    for (const [merchantId, lines] of byMerchant) await cutOne(tx, order, merchantId, lines, now);
  });
}

type PaidOrder = NonNullable<Awaited<ReturnType<typeof readOrder>>>;

function readOrder(tx: Tx, { customerId, orderId }: OrderKey) {
  return tx.order.findUnique({
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
          unitAmount: true,
          totalAmount: true,
        },
      },
    },
  });
}

async function cutOne(
  tx: Tx,
  order: PaidOrder,
  merchantId: string,
  lines: PaidOrder["lines"],
  now: Date,
): Promise<void> {
  invariant(order.shipTo !== null, "an order has an address");
  const fulfilmentId = newId();
  const { count } = await tx.fulfilment.createMany({
    data: {
      merchantId,
      fulfilmentId,
      customerId: order.customerId,
      orderId: order.orderId,
      orderNumber: order.number,
      locale: order.locale,
      email: order.email,
      shipTo: order.shipTo,
      shippingMethod: order.shippingMethod,
      currency: order.currency,
      totalAmount: lines.reduce((sum, line) => sum + line.totalAmount, 0),
      itemCount: lines.reduce((sum, line) => sum + line.quantity, 0),
      placedAt: order.placedAt,
      updatedAt: now,
    },
    skipDuplicates: true,
  });
  if (count === 0) return;
  await tx.fulfilmentLine.createMany({
    data: lines.map(
      ({ options, ...line }): Prisma.FulfilmentLineCreateManyInput => ({
        ...line,
        merchantId,
        fulfilmentId,
        options: options ?? [],
      }),
    ),
  });
}
