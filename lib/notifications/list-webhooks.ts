import type { Db } from "@/lib/db/client";
import type { Cursor } from "@/lib/http/cursor";
import { oldSecretUntil } from "./old-secrets";
import { type DeliveryStatus, deliveryStatusSchema } from "./webhook";

export interface EndpointRow {
  endpointId: string;
  url: string;
  types: string[];
  active: boolean;
  createdAt: Date;
  /** Until when the secret before its own signs as well; null where none does. */
  oldSecretUntil: Date | null;
  /** Deliveries that were given up and can be told again. */
  failed: number;
}

/**
 * A merchant's endpoints, oldest first; their secrets stay where they are. Index: webhook_delivery (merchant_id,
 * endpoint_id, status, created_at).
 */
export async function listEndpoints(db: Db, merchantId: string, now: Date): Promise<EndpointRow[]> {
  const [endpoints, failed] = await Promise.all([
    db.webhookEndpoint.findMany({
      where: { merchantId },
      select: { endpointId: true, url: true, types: true, active: true, createdAt: true, oldSecrets: true },
      orderBy: [{ createdAt: "asc" }, { endpointId: "asc" }],
    }),
    db.webhookDelivery.groupBy({
      by: ["endpointId"],
      where: { merchantId, status: "failed" },
      _count: { eventId: true },
    }),
  ]);
  const counts = new Map(failed.map((group) => [group.endpointId, group._count.eventId]));
  return endpoints.map(({ oldSecrets, ...endpoint }) => ({
    ...endpoint,
    oldSecretUntil: oldSecretUntil(oldSecrets, now),
    failed: counts.get(endpoint.endpointId) ?? 0,
  }));
}

export interface DeliveryRow {
  endpointId: string;
  eventId: string;
  type: string;
  url: string;
  /** Whether its endpoint is on, and can be told again. */
  active: boolean;
  status: DeliveryStatus;
  attempts: number;
  responseStatus: number | null;
  lastError: string | null;
  createdAt: Date;
  payload: string;
}

/**
 * A page of what the merchant's endpoints were told, newest first. Keyset by event, and one event's deliveries never
 * part: a page may hold a few rows more. Index: webhook_delivery (merchant_id, created_at desc, event_id desc).
 */
export async function listDeliveries(
  db: Db,
  merchantId: string,
  { status, after, pageSize }: { status?: DeliveryStatus | undefined; after: Cursor | null; pageSize: number },
): Promise<{ rows: DeliveryRow[]; next: Cursor | null }> {
  const where = { merchantId, ...(status ? { status } : {}) };
  const orderBy = [{ createdAt: "desc" as const }, { eventId: "desc" as const }, { endpointId: "asc" as const }];
  const select = {
    endpointId: true,
    eventId: true,
    type: true,
    status: true,
    attempts: true,
    responseStatus: true,
    lastError: true,
    createdAt: true,
    payload: true,
    endpoint: { select: { url: true, active: true } },
  };
  const found = await db.webhookDelivery.findMany({
    where: after
      ? {
          ...where,
          createdAt: { lte: after.at },
          OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, eventId: { lt: after.id } }],
        }
      : where,
    orderBy,
    take: pageSize + 1,
    select,
  });
  const last = found.length > pageSize ? found.at(-2) : undefined;
  const page = last ? found.slice(0, -1) : found;
  const parted = last
    ? await db.webhookDelivery.findMany({
        where: {
          ...where,
          createdAt: last.createdAt,
          eventId: last.eventId,
          endpointId: { notIn: page.filter((row) => row.eventId === last.eventId).map((row) => row.endpointId) },
        },
        orderBy,
        select,
      })
    : [];
  return {
    rows: [...page, ...parted].map(({ endpoint, status, payload, ...row }) => ({
      ...row,
      ...endpoint,
      status: deliveryStatusSchema.parse(status),
      payload: JSON.stringify(payload, null, 2),
    })),
    next: last ? { at: last.createdAt, id: last.eventId } : null,
  };
}
