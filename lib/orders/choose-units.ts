import { z } from "zod";
import { err, ok, type Result } from "@/lib/core/result";
import type { Actor } from "./order";
import { shippedUnits } from "./parcels";
import type { OrderView } from "./read-order";

export interface CancelWish {
  customerId: string;
  orderId: string;
  /** Of the form: a second click is the first one again. */
  cancellationId: string;
  lines: readonly { lineId: string; quantity: number }[] | "all";
  reason: string;
  actor: Actor;
  /** Only while nothing has left: the whole of an order, as a buyer may call it off. */
  untouched?: boolean;
  /** A merchant calls off the merchant's own lines alone. */
  merchantId?: string;
}

export type CancelLinesError =
  | { code: "not_found" }
  | { code: "not_cancellable" }
  | { code: "nothing_chosen" }
  | { code: "quantity_invalid"; lineId: string; left: number };

export interface CalledOff {
  /** What goes back and what is never taken, together. */
  amount: number;
  untaken: number;
  /** What a bank has taken back: for now, and no refund names it, so that it may go back later (giveBackWithheld); or for good. */
  withheld: number;
  /** With it the whole order is off. */
  all: boolean;
}

export interface Unit {
  line: OrderView["lines"][number];
  quantity: number;
}

/** How many units of each line can still be called off: those that are not shipped and not cancelled. */
export function cancellableUnits(order: Pick<OrderView, "lines" | "events">): Map<string, number> {
  const shipped = shippedUnits(order.events);
  return new Map(
    order.lines.map(({ lineId, quantity, cancelledQuantity }) => [
      lineId,
      quantity - cancelledQuantity - (shipped.get(lineId) ?? 0),
    ]),
  );
}

/** The units a wish comes to, or why they can't be called off as the order stands. */
export function chooseUnits(order: OrderView, wish: CancelWish): Result<Unit[], CancelLinesError> {
  const live = order.status === "paid" || (order.status === "partially_shipped" && !wish.untouched);
  if (!live || (wish.untouched && shippedUnits(order.events).size > 0)) return err({ code: "not_cancellable" });
  const left = cancellableUnits(order);
  const own = order.lines.filter(({ merchantId }) => !wish.merchantId || merchantId === wish.merchantId);
  if (own.length === 0) return err({ code: "not_found" });
  const wanted =
    wish.lines === "all"
      ? own.map(({ lineId }) => ({ lineId, quantity: left.get(lineId) ?? 0 }))
      : wish.lines.filter(({ quantity }) => quantity !== 0);
  const units: Unit[] = [];
  for (const { lineId, quantity } of wanted.filter((each) => each.quantity !== 0)) {
    const line = own.find((each) => each.lineId === lineId);
    const free = left.get(lineId) ?? 0;
    const again = units.some((unit) => unit.line.lineId === lineId);
    if (!line || again || !Number.isInteger(quantity) || quantity < 0 || quantity > free)
      return err({ code: "quantity_invalid", lineId, left: line ? free : 0 });
    units.push({ line, quantity });
  }
  return units.length > 0 ? ok(units) : err({ code: "nothing_chosen" });
}

const toldSchema = z.object({
  cancellationId: z.string(),
  amount: z.number().default(0),
  untaken: z.number().default(0),
  withheld: z.number().default(0),
});

/** What came of the same form, where it was sent before. */
export function toldBefore(
  { status, events }: Pick<OrderView, "status" | "events">,
  cancellationId: string,
): CalledOff | null {
  for (const { data } of events) {
    const told = toldSchema.safeParse(data).data;
    if (told?.cancellationId !== cancellationId) continue;
    const { amount, untaken, withheld } = told;
    return { amount, untaken, withheld, all: status === "cancelled" };
  }
  return null;
}
