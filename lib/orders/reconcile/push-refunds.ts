import { z } from "zod";
import { days } from "@/lib/core/clock";
import { nilId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { readShopState, writeShopState } from "@/lib/db/shop-state";
import { enqueueUnlessAtIt } from "@/lib/jobs/enqueue-unless";
import type { PaymentProvider } from "@/lib/payments/provider";
import { recordRefund } from "../record-refund";
import type { RefundStatus } from "../refund";
import { type Budget, eachSideBySide } from "./budget";
import { takeFailures } from "./failures";
import { isOverdue, type RefundKey, reviewRefund } from "./review-refund";

const hourMs = 60 * 60_000;
const pageSize = 100;
const placeKey = "reconcile.refunds";
const start = nilId;

/**
 * Refunds that should be done by now, all of them in turn and as many a run as the time allows: one whose job is gone is
 * sent, one that has been due for a day is raised, one that is under way is asked about. What fails for one is thrown once
 * all have had their turn; an outage ends it at once, and the next run begins where it was. Returns how many.
 */
export async function pushRefunds(db: Db, provider: PaymentProvider, budget: Budget, now: Date): Promise<number> {
  const failures = takeFailures(db, provider);
  let place = await readPlace(db);
  for (let pushed = 0; ; ) {
    const stuck = await db.refund.findMany({
      where: {
        refundId: { gt: place },
        OR: [
          { status: "due", createdAt: { lt: new Date(now.getTime() - hourMs) } },
          { status: "pending", createdAt: { lt: new Date(now.getTime() - days(1)) } },
        ],
      },
      orderBy: { refundId: "asc" },
      take: pageSize,
      select: {
        ...{ customerId: true, orderId: true, refundId: true },
        ...{ status: true, paymentIntentId: true, createdAt: true },
      },
    });
    await eachSideBySide(stuck, (refund) => failures.attempt({ take: () => push(db, provider, refund, now) }));
    await failures.tryAgain();
    pushed += stuck.length;
    const last = stuck.length === pageSize ? stuck.at(-1) : undefined;
    place = last?.refundId ?? start;
    await writeShopState(db, placeKey, place, now);
    if (last && !budget.isSpent()) continue;
    failures.end("Some refunds could not be brought further");
    return pushed;
  }
}

interface StuckRefund extends RefundKey {
  status: RefundStatus;
  paymentIntentId: string | null;
  createdAt: Date;
}

async function push(db: Db, provider: PaymentProvider, refund: StuckRefund, now: Date): Promise<void> {
  const { customerId, orderId, refundId, status, paymentIntentId } = refund;
  const key = { customerId, orderId };
  if (status === "due") {
    await enqueueUnlessAtIt(db, "payments.refund", { ...key, refundId }, refundId);
    if (isOverdue(refund, now)) await reviewRefund(db, refund, now);
  } else if (paymentIntentId)
    for (const state of await provider.listRefunds(paymentIntentId)) await recordRefund(db, key, state, now);
}

/** The refund up to which they have been gone through, by id. */
async function readPlace(db: Db): Promise<string> {
  const value = await readShopState(db, placeKey);
  return value === null ? start : z.guid().parse(value);
}
