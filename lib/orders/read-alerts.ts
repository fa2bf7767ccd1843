import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { endings } from "./dispute";
import { isOfWhole, ownPartOf } from "./own-refund";
import { costsLeftOf, ownShare } from "./own-share";
import { readLostMoney } from "./read-lost-money";
import { readRefundable } from "./read-refundable";
import { idOf } from "./reconcile/book-difference";
import { readOpenFailures } from "./reconcile/made-up-for";

interface OrderKey {
  customerId: string;
  orderId: string;
}

/** What whoever sends an order has to know of its money first, the gravest before the others. */
const orderAlerts = ["payment_lost", "refund_failed", "disputed", "fraud_warning"] as const;
export type OrderAlert = (typeof orderAlerts)[number];

/** What is wrong with an order's money, besides disputes (readOpenDisputes). Amounts in minor units of the order's currency. */
export interface Alerts {
  /** Set aside, let go before it was taken, and still due; 0 where nothing is. */
  lost: number;
  /**
   * Refunds that failed and were neither made up for nor settled by hand: what of each its buyer still lacks. Null where it is of
   * the order as a whole, and others have a part in that.
   */
  failedRefunds: { refundId: string; amount: number | null }[];
  /** Open warnings of a bank, in the provider's words. */
  warnings: { warningId: string; fraudType: string }[];
}

const warnedSchema = z.object({ warningId: z.string(), reason: z.string() });

/**
 * As one of the order's merchants may know it: the own share of what befell the order as a whole, and refunds of its own part.
 * Who runs the shop (no merchant) is told all of it.
 */
export async function readAlerts(
  db: Db,
  merchantId: string | undefined,
  { customerId, orderId }: OrderKey,
): Promise<Alerts> {
  const order = { customerId, orderId };
  const [lost, failures, warned] = await Promise.all([
    readOwnLoss(db, merchantId, order),
    readOwnFailures(db, merchantId, order),
    db.orderEvent.findMany({
      where: { ...order, type: "fraud_warned" },
      orderBy: [{ at: "asc" }, { eventId: "asc" }],
      select: { data: true },
    }),
  ]);
  const warnings = warned.flatMap(({ data }) => warnedSchema.safeParse(data).data ?? []);
  const open = await db.bookDifference.findMany({
    where: {
      differenceId: { in: warnings.map(({ warningId }) => idOf("fraud_warning", warningId)) },
      resolvedAt: null,
    },
    select: { differenceId: true },
  });
  const isOpen = new Set(open.map(({ differenceId }) => differenceId));
  return {
    lost,
    failedRefunds: failures.filter(({ amount }) => amount !== 0),
    warnings: warnings
      .filter(({ warningId }) => isOpen.has(idOf("fraud_warning", warningId)))
      .map(({ warningId, reason: fraudType }) => ({ warningId, fraudType })),
  };
}

async function readOwnLoss(db: Db, merchantId: string | undefined, order: OrderKey): Promise<number> {
  const lost = await readLostMoney(db, order);
  const whole = lost > 0 ? await readRefundable(db, order) : null;
  return whole ? ownShare(lost, costsLeftOf(whole), merchantId) : 0;
}

async function readOwnFailures(
  db: Db,
  merchantId: string | undefined,
  order: OrderKey,
): Promise<Alerts["failedRefunds"]> {
  const failures = await readOpenFailures(db, order);
  if (failures.size === 0) return [];
  const [refunds, own] = await Promise.all([
    db.refund.findMany({
      where: { ...order, refundId: { in: [...failures.keys()] } },
      select: { refundId: true, merchantId: true, lines: { select: { lineId: true, amount: true } } },
    }),
    db.orderLine.findMany({ where: order, select: { lineId: true, merchantId: true } }),
  ]);
  const lineIds = new Set(own.flatMap((line) => (line.merchantId === merchantId ? [line.lineId] : [])));
  const isShared = own.length > lineIds.size;
  return refunds.flatMap(({ refundId, ...refund }) => {
    const money = failures.get(refundId)?.money ?? 0;
    if (!merchantId) return [{ refundId, amount: money }];
    const part = ownPartOf(refund, merchantId, lineIds);
    if (part === null) return [];
    return [{ refundId, amount: isShared && isOfWhole(refund) ? null : Math.min(money, part) }];
  });
}

const suspects = z.array(
  z.object({ customerId: z.string(), orderId: z.string(), isDisputed: z.boolean(), isSuspect: z.boolean() }),
);

/**
 * The same of a page of orders, in short: by order, what is wrong. One statement finds those of which anything may be, by their
 * keys; only those, which are few, are looked at.
 */
export async function listAlerts(
  db: Db,
  merchantId: string,
  orders: readonly OrderKey[],
): Promise<Map<string, OrderAlert[]>> {
  if (orders.length === 0) return new Map();
  const found = suspects.parse(
    await db.$queryRaw`
      SELECT * FROM (
        SELECT customer_id AS "customerId", order_id AS "orderId",
               EXISTS (SELECT FROM dispute d WHERE d.customer_id = k.customer_id AND d.order_id = k.order_id
                          AND d.status <> ALL(${endings})) AS "isDisputed",
               EXISTS (SELECT FROM payment p JOIN "order" o USING (customer_id, order_id)
                        WHERE p.customer_id = k.customer_id AND p.order_id = k.order_id
                          AND p.status = 'voided' AND o.status NOT IN ('cancelled', 'lapsed'))
            OR EXISTS (SELECT FROM refund r WHERE r.customer_id = k.customer_id AND r.order_id = k.order_id
                          AND r.status = 'failed')
            OR EXISTS (SELECT FROM order_event e WHERE e.customer_id = k.customer_id AND e.order_id = k.order_id
                          AND e.type = 'fraud_warned') AS "isSuspect"
          FROM unnest(${orders.map(({ customerId }) => customerId)}::uuid[], ${orders.map(({ orderId }) => orderId)}::uuid[])
            AS k (customer_id, order_id)) seen
       WHERE "isDisputed" OR "isSuspect"`,
  );
  const told = await Promise.all(
    found.map(async ({ isDisputed, isSuspect, ...order }) => {
      const alerts = isSuspect ? await readAlerts(db, merchantId, order) : null;
      const isWrong: Record<OrderAlert, boolean> = {
        payment_lost: (alerts?.lost ?? 0) > 0,
        refund_failed: (alerts?.failedRefunds.length ?? 0) > 0,
        disputed: isDisputed,
        fraud_warning: (alerts?.warnings.length ?? 0) > 0,
      };
      return [order.orderId, orderAlerts.filter((alert) => isWrong[alert])] as const;
    }),
  );
  return new Map(told.filter(([, alerts]) => alerts.length > 0));
}
