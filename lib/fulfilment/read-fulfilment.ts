import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Db } from "@/lib/db/client";
import { type HistoryEntry, historyOf } from "@/lib/orders/history";
import { ownHistory } from "@/lib/orders/own-history";
import { orderedOptionsSchema, shipToSchema } from "@/lib/orders/read-order";
import { fulfilmentStatusSchema, shipmentStatusSchema } from "./fulfilment";

const detailSchema = z.object({
  fulfilmentId: z.string(),
  customerId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  locationId: z.string(),
  status: fulfilmentStatusSchema,
  locale: z.string(),
  email: z.string(),
  shipTo: shipToSchema,
  shippingMethod: z.string(),
  currency: currencySchema,
  totalAmount: z.number(),
  itemCount: z.number(),
  placedAt: z.date(),
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
      shippedQuantity: z.number(),
      cancelledQuantity: z.number(),
      unitAmount: z.number(),
      totalAmount: z.number(),
      shipsFrom: z.date().nullable(),
    }),
  ),
  shipments: z.array(
    z.object({
      shipmentId: z.string(),
      status: shipmentStatusSchema,
      carrier: z.string(),
      tracking: z.string(),
      shippedAt: z.date(),
      deliveredAt: z.date().nullable(),
      lines: z.array(z.object({ lineId: z.string(), quantity: z.number() })),
    }),
  ),
});

export interface FulfilmentDetail extends z.infer<typeof detailSchema> {
  /** Where it is sent from; null while the merchant has but one place. */
  locationName: string | null;
  /** The merchant's other parts of the same order, each sent from a place of its own. */
  siblings: { fulfilmentId: string; locationName: string; status: z.infer<typeof fulfilmentStatusSchema> }[];
  history: (HistoryEntry & {
    /** Name of the member of staff who did it. */
    by: string | null;
    /** Of the return it is about. */
    returnNumber: string | null;
  })[];
}

/**
 * The merchant's part of an order with what happened to it, or null when it is none of the merchant's. Who runs the shop
 * (`operator`) is told what happened to the parts of its other merchants as well.
 */
export async function readFulfilment(
  db: Db,
  merchantId: string,
  fulfilmentId: string,
  { operator = false }: { operator?: boolean } = {},
): Promise<FulfilmentDetail | null> {
  const found = await db.fulfilment.findUnique({
    where: { merchantId_fulfilmentId: { merchantId, fulfilmentId } },
    include: {
      lines: { orderBy: { position: "asc" } },
      shipments: { orderBy: { shippedAt: "asc" }, include: { lines: true } },
    },
  });
  if (!found) return null;
  const detail = detailSchema.parse(found);
  const [places, parts, history] = await Promise.all([
    db.location.findMany({ where: { merchantId }, select: { locationId: true, name: true } }),
    db.fulfilment.findMany({
      where: { merchantId, orderId: detail.orderId },
      orderBy: { fulfilmentId: "asc" },
      select: { fulfilmentId: true, locationId: true, status: true },
    }),
    readHistory(db, merchantId, { ...detail, operator }),
  ]);
  const nameOf = (locationId: string) => places.find((place) => place.locationId === locationId)?.name ?? "";
  return {
    ...detail,
    locationName: places.length > 1 ? nameOf(detail.locationId) : null,
    siblings: parts
      .filter((part) => part.fulfilmentId !== fulfilmentId)
      .map((part) => ({
        fulfilmentId: part.fulfilmentId,
        locationName: nameOf(part.locationId),
        status: fulfilmentStatusSchema.parse(part.status),
      })),
    history,
  };
}

async function readHistory(
  db: Db,
  merchantId: string,
  { operator, lines, ...key }: Pick<FulfilmentDetail, "customerId" | "orderId" | "lines"> & { operator: boolean },
): Promise<FulfilmentDetail["history"]> {
  const order = { customerId: key.customerId, orderId: key.orderId };
  const [events, whole] = await Promise.all([
    db.orderEvent.findMany({
      where: order,
      orderBy: [{ at: "asc" }, { eventId: "asc" }],
      select: { eventId: true, type: true, actor: true, at: true, data: true },
    }),
    db.order.findUniqueOrThrow({
      where: { customerId_orderId: order },
      select: {
        taxIncluded: true,
        shippingAmount: true,
        shippingTaxAmount: true,
        lines: { select: { lineId: true, merchantId: true, totalAmount: true, taxAmount: true } },
        refunds: { select: { refundId: true, merchantId: true, lines: { select: { lineId: true, amount: true } } } },
      },
    }),
  ]);
  const lineIds = new Set(lines.map(({ lineId }) => lineId));
  const isOfPart = ({ detail }: HistoryEntry) =>
    detail.merchantId || !detail.lines?.length || detail.lines.some(({ lineId }) => lineIds.has(lineId));
  const history = historyOf(events);
  const own = operator ? history : ownHistory(history, merchantId, whole).filter(isOfPart);
  const staffIds = own.flatMap(({ actor }) => (actor.startsWith("staff:") ? [actor.slice("staff:".length)] : []));
  const staff =
    staffIds.length === 0
      ? []
      : await db.staffAccount.findMany({ where: { staffId: { in: staffIds } }, select: { staffId: true, name: true } });
  const names = new Map(staff.map(({ staffId, name }) => [`staff:${staffId}`, name]));
  const returns = own.some(({ detail }) => detail.returnId)
    ? await db.return.findMany({ where: { ...order, merchantId }, select: { returnId: true, number: true } })
    : [];
  const numbers = new Map(returns.map(({ returnId, number }) => [returnId, number]));
  return own.map((entry) => ({
    ...entry,
    by: names.get(entry.actor) ?? null,
    returnNumber: numbers.get(entry.detail.returnId ?? "") ?? null,
  }));
}
