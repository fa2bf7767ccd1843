import type { z } from "zod";
import type { Db } from "@/lib/db/client";
import { differenceDataSchema } from "@/lib/orders/reconcile/book-difference";
import { mailOperators } from "./mail-operators";
import type { Mailer } from "./mailer";
import type { Sending } from "./send-notice";
import { parseStaffNotice } from "./staff-notice";
import { UnknownKind } from "./unknown-kind";

const detailSchema = differenceDataSchema.pick({ orderNumber: true, ours: true, currency: true }).partial().catch({});

/** Tells those who run the shop of a difference in its books that nobody has looked at yet. */
export async function alertOperators(
  db: Db,
  mailer: Mailer,
  { differenceId, raisedAt }: { differenceId: string; raisedAt: string },
): Promise<Sending> {
  const difference = await db.bookDifference.findUnique({
    where: { differenceId },
    select: { kind: true, data: true, resolvedAt: true },
  });
  if (!difference || difference.resolvedAt) return "not_owed";
  const { kind } = difference;
  const notice = noticeOf(kind, detailSchema.parse(difference.data));
  if (!notice) throw new UnknownKind(kind);
  // Raised once more after it was resolved, it is another message.
  return mailOperators(db, mailer, notice, `books.${differenceId.replaceAll(/[^\w-]/g, ".")}.${Date.parse(raisedAt)}`);
}

/** What may become wrong, or is wrong within the shop's own books, is no difference from Stripe's, and is told in its own words. */
function noticeOf(kind: string, { orderNumber = null, ours = 0, currency }: z.output<typeof detailSchema>) {
  switch (kind) {
    case "many_not_compared":
      return parseStaffNotice(kind, { count: ours });
    case "fraud_warning":
      return parseStaffNotice("fraud_in_books", { orderNumber, amount: ours, currency });
    case "stock_differs":
      return parseStaffNotice(kind, {});
    default:
      return parseStaffNotice("book_difference", { orderNumber, kind });
  }
}
