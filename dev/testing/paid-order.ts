import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { newOrderNumber } from "@/lib/orders/order-number";

interface PaidOrder {
  /** One line for each, in this order. */
  merchantIds: readonly string[];
  placedAt?: Date;
  currency?: string;
  locale?: string;
  name?: string;
  email?: string;
  country?: string;
  line?: {
    productId: string;
    variantId: string;
    title: string;
    sku: string;
    imageKey: string | null;
    imageHue: number | null;
  };
  unitAmount?: number;
}

/** An order that has been paid, with a line from each of the merchants, as settling leaves it. */
export async function writePaidOrder(
  db: Db,
  given: PaidOrder,
): Promise<{ customerId: string; orderId: string; number: string }> {
  const {
    merchantIds,
    placedAt = new Date(),
    currency = "USD",
    locale = "en-US",
    name = "Mara Lindqvist",
    email = "mara@example.com",
    country = "US",
    unitAmount = 2500,
  } = given;
  const key = { customerId: newId(), orderId: newId() };
  const number = newOrderNumber();
  const total = unitAmount * 2 * merchantIds.length;
  await db.customer.create({ data: { customerId: key.customerId, email, locale, createdAt: placedAt } });
  await db.order.create({
    data: {
      ...key,
      number,
      idempotencyKey: newId(),
      status: "paid",
      locale,
      currency,
      email,
      shipTo: { name, line1: "12 Elm Street", city: "Portland", postalCode: "97201", country },
      shippingMethod: "standard",
      deliveryFrom: placedAt,
      deliveryTo: placedAt,
      subtotalAmount: total,
      shippingAmount: 0,
      taxAmount: 0,
      totalAmount: total,
      taxIncluded: false,
      placedAt,
      expiresAt: placedAt,
      paidAt: placedAt,
      updatedAt: placedAt,
    },
  });
  const line = given.line ?? {
    productId: newId(),
    variantId: newId(),
    title: "Steel teapot",
    sku: "POT-1",
    imageKey: null,
    imageHue: 75,
  };
  await db.orderLine.createMany({
    data: merchantIds.map((merchantId, position) => ({
      ...key,
      ...line,
      lineId: newId(),
      position,
      merchantId,
      merchantName: "A merchant",
      options: [{ name: "Color", value: "Sage" }],
      slug: "steel-teapot",
      quantity: 2,
      unitAmount,
      totalAmount: unitAmount * 2,
      taxAmount: 0,
      taxRatePpm: 0,
    })),
  });
  await db.orderEvent.createMany({
    data: (["placed", "paid"] as const).map((type, index) => ({
      ...key,
      eventId: newId(),
      type,
      actor: index === 0 ? "shopper" : "stripe",
      at: new Date(placedAt.getTime() + index * 60_000),
    })),
  });
  return { ...key, number };
}
