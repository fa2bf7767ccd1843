import { days } from "@/lib/core/clock";
import { nilId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { readShopState, writeShopState } from "@/lib/db/shop-state";
import { differenceDataSchema } from "./book-difference";
import { isReached } from "./place";
import { reviewRefund } from "./review-refund";

const placeKey = "reconcile.failed";
const pageSize = 100;
/** The first time, so far back. */
const reachMs = days(90);
/** A refund bears the moment its transaction began: one that took long is not overlooked. */
const overlapMs = 60 * 60_000;

/**
 * A refund that failed is for a person, until as much has been owed again since, or it was settled by hand. Those that
 * failed since the last run are looked at, and those that are open however long ago, overdue ones too. Returns how many.
 */
export async function raiseFailedRefunds(db: Db, now: Date): Promise<number> {
  const last = await readShopState(db, placeKey);
  const known = last !== null && isReached(new Date(last), now) ? new Date(last) : null;
  const from = new Date(known ? known.getTime() - overlapMs : now.getTime() - reachMs);
  const looked = (await reviewFailedSince(db, from, now)) + (await reviewOpen(db, now));
  await writeShopState(db, placeKey, now.toISOString(), now);
  return looked;
}

async function reviewFailedSince(db: Db, from: Date, now: Date): Promise<number> {
  let last = { updatedAt: from, refundId: nilId };
  for (let looked = 0; ; ) {
    const page = await db.refund.findMany({
      where: {
        status: "failed",
        OR: [{ updatedAt: { gt: last.updatedAt } }, { updatedAt: last.updatedAt, refundId: { gt: last.refundId } }],
      },
      orderBy: [{ updatedAt: "asc" }, { refundId: "asc" }],
      take: pageSize,
      select: { customerId: true, orderId: true, refundId: true, updatedAt: true },
    });
    for (const refund of page) await reviewRefund(db, refund, now);
    looked += page.length;
    last = page.at(-1) ?? last;
    if (page.length < pageSize) return looked;
  }
}

async function reviewOpen(db: Db, now: Date): Promise<number> {
  let after = "";
  for (let looked = 0; ; ) {
    const page = await db.bookDifference.findMany({
      where: { kind: { in: ["refund_failed", "refund_overdue"] }, resolvedAt: null, differenceId: { gt: after } },
      orderBy: { differenceId: "asc" },
      take: pageSize,
      select: { differenceId: true, customerId: true, orderId: true, data: true },
    });
    for (const { customerId, orderId, data } of page) {
      const refundId = differenceDataSchema.parse(data).subject;
      if (customerId && orderId) await reviewRefund(db, { customerId, orderId, refundId }, now);
    }
    looked += page.length;
    after = page.at(-1)?.differenceId ?? after;
    if (page.length < pageSize) return looked;
  }
}
