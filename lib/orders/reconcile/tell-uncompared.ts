import type { Db } from "@/lib/db/client";
import { bookDifferences, waitingKind } from "./book-difference";
import { paymentOf, raiseUncompared } from "./raise-difference";

/** So many payments are each told by itself: more have one cause, and nobody reads a mail for each. */
const singlyMax = 3;

/**
 * Says which payments still wait to be compared: a few one by one, many as one thing, which goes away once they are few.
 * A provider that fails for a good part of what it is asked is told so. Returns how many wait.
 */
export async function tellUncompared(db: Db, now: Date): Promise<number> {
  const where = { kind: waitingKind, resolvedAt: null };
  const first = await db.bookDifference.findMany({
    where,
    orderBy: { differenceId: "asc" },
    take: singlyMax + 1,
    select: { differenceId: true, customerId: true, orderId: true },
  });
  const count = first.length > singlyMax ? await db.bookDifference.count({ where }) : first.length;
  const data = { ours: count, theirs: 0, currency: null, orderNumber: null };
  const many = count > singlyMax ? [{ kind: "many_not_compared" as const, order: null, data }] : [];
  await bookDifferences(db, "payments", many, now);
  if (many.length === 0) for (const payment of first.flatMap(paymentOf)) await raiseUncompared(db, payment, now);
  return count;
}
