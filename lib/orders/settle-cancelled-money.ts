import type { Tx } from "@/lib/db/client";
import { enqueue } from "@/lib/jobs/queue";
import type { CalledOff } from "./choose-units";
import { isPaidOtherwise } from "./is-paid-otherwise";
import type { Actor } from "./order";
import { oweWhatIsLeft } from "./owe-what-is-left";
import { readAmountDue } from "./read-amount-due";
import { readCalledOffParts } from "./read-called-off-parts";
import { readDisputes } from "./read-disputes";
import type { OrderView } from "./read-order";
import type { RefundParts } from "./refund";
import { sumOf, withheldOf } from "./withheld";

interface Cancelled {
  cancellationId: string;
  units: readonly { line: { lineId: string }; quantity: number }[];
  /** With the last unit the shipping goes back as well. */
  all: boolean;
  /** What was to be taken before. */
  dueBefore: number;
  reason: string;
  actor: Actor;
  merchantId?: string;
}

/** What was never taken, in whole or in part, and so has no refund that names it. */
type Released = (Pick<RefundParts, "lines" | "shippingAmount"> & { shippingTaxAmount: number }) | null;

export interface SettledMoney extends Omit<CalledOff, "all"> {
  released: Released;
}

/**
 * The money of cancelled units, under the order's lock: what of it is missing, for it is only authorized, was let go or
 * was taken short, is never taken (readAmountDue), and the rest is owed back. So no more goes back than was taken beyond
 * what is due now. Units whose money went back before are not paid twice, and nothing is owed while a bank has the money and
 * has not decided.
 */
export async function settleCancelledMoney(
  tx: Tx,
  order: OrderView,
  cancelled: Cancelled,
  now: Date,
): Promise<SettledMoney> {
  const { customerId, orderId, payment } = order;
  const units = cancelled.units.map(({ line: { lineId }, quantity }) => ({ lineId, quantity }));
  const parts = (await readCalledOffParts(tx, order, units, cancelled)) ?? none;
  const authorized = payment?.status === "authorized";
  if (authorized && (cancelled.all || (await readAmountDue(tx, order)) === 0))
    await enqueue(tx, "payments.void", { customerId, orderId }, { key: orderId });
  const untaken = Math.min(parts.amount, missingOf(order, cancelled.dueBefore));
  const rest = parts.amount - untaken;
  const disputes = rest > 0 ? await readDisputes(tx, { customerId, orderId }) : [];
  // With the last unit comes all that is left, what was kept back for earlier ones too, unless those count as settled.
  const keptBefore = cancelled.all ? sumOf(withheldOf(order).filter(({ isReleased }) => !isReleased)) : 0;
  const keptOf = (back: number) => (disputes.length > 0 ? Math.max(0, rest - back - keptBefore) : 0);
  const isUndecided = disputes.some(({ isLost }) => !isLost);
  const give = (wish: GivenBack) => (isUndecided ? 0 : giveBack(tx, order, cancelled, wish, now));
  if (!authorized && untaken === 0) {
    const amount = await give(parts);
    return { amount, untaken, withheld: keptOf(amount), released: null };
  }

  const back = await give({ amount: rest });
  const { lines, shippingAmount, taxAmount } = parts;
  const shippingTaxAmount = lines.reduce((rest, line) => rest - line.taxAmount, taxAmount);
  return {
    amount: untaken + back,
    untaken,
    withheld: keptOf(back),
    released: { lines, shippingAmount, shippingTaxAmount },
  };
}

type GivenBack = Pick<RefundParts, "amount"> & Partial<RefundParts>;

const none: RefundParts = { amount: 0, taxAmount: 0, shippingAmount: 0, lines: [] };

/** What was due and is not taken, unless it was paid otherwise. */
function missingOf(order: OrderView, dueBefore: number): number {
  return isPaidOtherwise(order) ? 0 : Math.max(0, dueBefore - (order.payment?.capturedAmount ?? 0));
}

/** What the payment does not cover was paid by credit, and goes back there. Returns how much goes back. */
function giveBack(
  tx: Tx,
  order: OrderView,
  { cancellationId, reason, actor, merchantId }: Cancelled,
  parts: GivenBack,
  now: Date,
): Promise<number> {
  const wish = { refundId: cancellationId, reason, actor, ...(merchantId ? { merchantId } : {}), ...parts };
  return oweWhatIsLeft(tx, order, wish, now);
}
