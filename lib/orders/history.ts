import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import { type OrderEventType, orderEventTypes } from "./record-event";

/** What an event may tell besides its type; each type tells some of it. */
const detailSchema = z
  .object({
    merchantId: z.string(),
    shipmentId: z.string(),
    returnId: z.string(),
    refundId: z.string(),
    carrier: z.string(),
    tracking: z.string(),
    amount: z.int(),
    /** Where it need not be the order's. */
    currency: currencySchema.optional().catch(undefined),
    reason: z.string(),
    note: z.string(),
    /** Of a refund that failed: a bank had taken the payment back itself. */
    withBank: z.boolean(),
    lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })),
  })
  .partial();
export type EventDetail = z.infer<typeof detailSchema>;

/** As what an event is told: an order whose money is only set aside is confirmed, and not yet paid. */
type ToldAs = OrderEventType | "confirmed" | "confirmed_late";

export interface HistoryEntry {
  eventId: string;
  type: ToldAs;
  actor: string;
  at: Date;
  detail: EventDetail;
}

const typeSchema = z.enum(orderEventTypes);

/** An order's events as pages tell them. A type that this release doesn't know is left out, an odd detail as well. */
export function historyOf(
  events: readonly { eventId: string; type: string; actor: string; at: Date; data: unknown }[],
): HistoryEntry[] {
  const setAside = new Set(events.flatMap(({ type, data }) => (type === "payment_authorized" ? paymentOf(data) : [])));
  return events.flatMap(({ eventId, actor, at, ...event }) => {
    const type = typeSchema.safeParse(event.type);
    if (!type.success) return [];
    const isSetAside = paymentOf(event.data).some((payment) => setAside.has(payment));
    const told = isSetAside ? (confirmedAs[type.data] ?? type.data) : type.data;
    return [{ eventId, type: told, actor, at, detail: detailSchema.catch({}).parse(event.data) }];
  });
}

const confirmedAs: Partial<Record<OrderEventType, ToldAs>> = { paid: "confirmed", paid_late: "confirmed_late" };

const paidBySchema = z.object({ paymentIntentId: z.string() });

function paymentOf(data: unknown): string[] {
  const told = paidBySchema.safeParse(data).data;
  return told ? [told.paymentIntentId] : [];
}

/** Whether the buyer is told of it: the rest is between the shop, the bank and Stripe. */
const toldToBuyer = {
  placed: true,
  payment_opened: false,
  payment_promised: true,
  payment_called_off: false,
  payment_call_off_failed: false,
  payment_processing: true,
  payment_authorized: true,
  payment_captured: true,
  payment_voided: true,
  payment_failed: true,
  payment_mismatch: false,
  paid: true,
  paid_late: true,
  confirmed: true,
  confirmed_late: true,
  lapsed: true,
  cancelled: true,
  lines_cancelled: true,
  shipped: true,
  delivered: true,
  refund_due: true,
  refunded: true,
  refund_failed: true,
  return_requested: true,
  return_approved: true,
  return_rejected: true,
  return_received: true,
  return_inspected: true,
  return_settled: true,
  return_cancelled: true,
  exchanged: true,
  credit_mailed: true,
  disputed: false,
  dispute_closed: false,
  fraud_warned: false,
  reconciled: false,
} as const satisfies Record<ToldAs, boolean>;

type ToldType = { [Type in ToldAs]: (typeof toldToBuyer)[Type] extends true ? Type : never }[ToldAs];

/** What paid for an exchange went nowhere: the exchange tells of itself. Of what failed, the buyer may have the money all the same. */
const isInward = ({ type, detail }: HistoryEntry) =>
  detail.withBank ||
  ((type === "refund_due" || type === "refunded" || type === "refund_failed") && detail.reason === "exchanged");

const isTold = (entry: HistoryEntry): entry is HistoryEntry & { type: ToldType } =>
  toldToBuyer[entry.type] && !isInward(entry);

/** As historyOf, but only what the buyer is told. */
export const toldHistoryOf = (events: Parameters<typeof historyOf>[0]) => historyOf(events).filter(isTold);
