import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Db } from "@/lib/db/client";
import { orderedOptionsSchema, shipToSchema } from "@/lib/orders/read-order";
import { fulfilmentStatusSchema } from "./fulfilment";

const detailSchema = z.object({
  fulfilmentId: z.string(),
  customerId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  status: fulfilmentStatusSchema,
  locale: z.string(),
  email: z.string(),
  shipTo: shipToSchema,
  shippingMethod: z.string(),
  currency: currencySchema,
  totalAmount: z.number(),
  itemCount: z.number(),
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
  placedAt: z.date(),
  shippedAt: z.date().nullable(),
  lines: z.array(
    z.object({
      lineId: z.string(),
      productId: z.string(),
      sku: z.string(),
      title: z.string(),
      options: orderedOptionsSchema,
      imageKey: z.string().nullable(),
      imageHue: z.number().nullable(),
      quantity: z.number(),
      unitAmount: z.number(),
      totalAmount: z.number(),
    }),
  ),
});

export interface TimelineEntry {
  type: "placed" | "paid" | "shipped";
  at: Date;
  /** Name of the member of staff who did it. */
  by: string | null;
}

export type FulfilmentDetail = z.infer<typeof detailSchema> & { timeline: TimelineEntry[] };

/** The merchant's part of an order with what happened to it, or null when it is none of the merchant's. */
export async function readFulfilment(
  db: Db,
  merchantId: string,
  fulfilmentId: string,
): Promise<FulfilmentDetail | null> {
  const found = await db.fulfilment.findUnique({
    where: { merchantId_fulfilmentId: { merchantId, fulfilmentId } },
    select: {
      fulfilmentId: true,
      customerId: true,
      orderId: true,
      orderNumber: true,
      status: true,
      locale: true,
      email: true,
      shipTo: true,
      shippingMethod: true,
      currency: true,
      totalAmount: true,
      itemCount: true,
      carrier: true,
      tracking: true,
      placedAt: true,
      shippedAt: true,
      lines: {
        orderBy: { position: "asc" },
        select: {
          lineId: true,
          productId: true,
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
  if (!found) return null;
  const detail = detailSchema.parse(found);
  return { ...detail, timeline: await readTimeline(db, detail) };
}

const eventSchema = z.object({
  type: z.enum(["placed", "paid", "shipped"]),
  actor: z.string(),
  at: z.date(),
  data: z.object({ fulfilmentId: z.string().optional() }).catch({}),
});

/** Of the order's history what this merchant may know: the order's own steps, and its own parcel. */
async function readTimeline(
  db: Db,
  { customerId, orderId, fulfilmentId }: { customerId: string; orderId: string; fulfilmentId: string },
): Promise<TimelineEntry[]> {
  const events = z.array(eventSchema).parse(
    await db.orderEvent.findMany({
      where: { customerId, orderId, type: { in: ["placed", "paid", "shipped"] } },
      orderBy: { at: "asc" },
      select: { type: true, actor: true, at: true, data: true },
    }),
  );
  const own = events.filter((event) => event.type !== "shipped" || event.data.fulfilmentId === fulfilmentId);
  const staffIds = own.flatMap(({ actor }) => (actor.startsWith("staff:") ? [actor.slice("staff:".length)] : []));
  const staff =
    staffIds.length === 0
      ? []
      : await db.staffAccount.findMany({ where: { staffId: { in: staffIds } }, select: { staffId: true, name: true } });
  const names = new Map(staff.map(({ staffId, name }) => [`staff:${staffId}`, name]));
  return own.map(({ type, at, actor }) => ({ type, at, by: names.get(actor) ?? null }));
}
