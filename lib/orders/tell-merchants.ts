import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import type { Tx } from "@/lib/db/client";
import type { JobPayload } from "@/lib/jobs/jobs";
import { enqueue } from "@/lib/jobs/queue";
import { oweMerchantNotice } from "@/lib/merchants/owe-merchant-notice";
import { costsLeftOf, costsOf, ownShare } from "./own-share";
import { readRefundable } from "./read-refundable";
import { isOwnIn } from "./withheld";

type Data = JobPayload<"webhooks.publish">["data"];

interface Tale {
  type: "dispute.created" | "dispute.closed" | "payment.lost" | "payment.fraud_warning";
  /** With the type, so that it is told once. */
  cause: string;
  /** Of the payment as a whole, in minor units: each is told the own share of it. */
  amount: number;
  /** What it is a part of: all that was paid, or what is neither called off nor given back. Nobody is told who has none left. */
  of: "paid" | "left";
  /** What else is told, to the merchant whose lines `isOwn` knows. */
  data: (isOwn: (lineId: string) => boolean) => Data;
}

/**
 * Tells all whose goods an order has what befell its payment, as far as it is theirs: their people by mail, their systems by
 * webhook. Of an order that several have a part in, those who run the shop are told the whole of a dispute: it is theirs to
 * answer, and stands with nobody else. In the transaction that causes it, which sees to it that it is caused once.
 */
export async function tellMerchants(
  tx: Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
  { type, cause, amount, of, data }: Tale,
  now: Date,
): Promise<void> {
  const order = { customerId, orderId };
  const { number } = await tx.order.findUniqueOrThrow({
    where: { customerId_orderId: order },
    select: { number: true },
  });
  const whole = await readRefundable(tx, order);
  invariant(whole, "what is told of is an order");
  const costs = of === "paid" ? costsOf(whole) : costsLeftOf(whole);
  const about = { orderId, orderNumber: number };
  const merchants = Map.groupBy(whole.lines, (line) => line.merchantId);
  for (const [merchantId, lines] of merchants) {
    const hasNone = of === "left" && lines.every(({ quantity, settledQuantity }) => settledQuantity === quantity);
    if (hasNone && merchants.size > 1) continue;
    const share = { amount: ownShare(amount, costs, merchantId) };
    const told = { ...data(isOwnIn(whole.lines, merchantId)), ...share, ...about };
    await oweMerchantNotice(tx, merchantId, { cause: `${type}:${cause}`, type, data: told }, now);
    await enqueue(tx, "webhooks.publish", { merchantId, eventId: newId(), type, data: told });
  }
  if (of === "left" || merchants.size === 1) return;
  const told = { ...data(() => true), amount, ...about };
  await enqueue(tx, "mail.dispute", { cause: `${type}:${cause}`, type, data: told });
}
