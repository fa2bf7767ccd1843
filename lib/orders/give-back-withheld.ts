import type { Tx } from "@/lib/db/client";
import { isDisputed } from "./is-disputed";
import { oweWhatIsLeft } from "./owe-what-is-left";
import { readCalledOffParts } from "./read-called-off-parts";
import { type OrderView, readOrder } from "./read-order";
import { type Withheld, withheldOf } from "./withheld";

/**
 * A bank has decided: what was kept back for units called off meanwhile is owed to the buyer, as far as the shop has it
 * again, unless another dispute still keeps it. The refund's id follows from the cancellation's, so that it is owed once. The
 * caller holds the order's lock. Returns what goes back of each cancellation.
 */
export async function giveBackWithheld(
  tx: Tx,
  key: { customerId: string; orderId: string },
  now: Date,
): Promise<Pick<Withheld, "lines" | "amount">[]> {
  const order = await readOrder(tx, key);
  const kept = order ? withheldOf(order) : [];
  if (!order || kept.length === 0 || (await isDisputed(tx, key))) return [];
  const back: Pick<Withheld, "lines" | "amount">[] = [];
  for (const each of kept) {
    const { refundId, lines, amount, isReleased, reason } = each;
    const all = order.status === "cancelled" && each === kept.at(-1);
    const parts = isReleased ? null : await readCalledOffParts(tx, key, lines, { all });
    const due = isReleased ? amount : Math.min(amount, parts?.amount ?? 0);
    const wish = parts && due === parts.amount ? parts : { amount: due };
    const given = await oweWhatIsLeft(
      tx,
      key,
      { refundId, ...wish, ...merchantOf(order, each), reason, actor: "stripe" },
      now,
    );
    if (given > 0) back.push({ lines, amount: given });
  }
  return back;
}

/** Whose it is, where a merchant called it off: its own systems are told of the refund. */
function merchantOf(order: OrderView, { lines, actor }: Withheld): { merchantId?: string } {
  const merchantId = order.lines.find(({ lineId }) => lineId === lines[0]?.lineId)?.merchantId;
  return merchantId && actor.startsWith("staff:") ? { merchantId } : {};
}
