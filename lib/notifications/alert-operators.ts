import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { mailOperators } from "./mail-operators";
import type { Mailer } from "./mailer";
import type { Sending } from "./send-notice";
import { parseStaffNotice } from "./staff-notice";
import { UnknownKind } from "./unknown-kind";

const detailSchema = z
  .object({ orderNumber: z.string().nullable(), ours: z.number().int() })
  .catch({ orderNumber: null, ours: 0 });

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
  const { orderNumber, ours: count } = detailSchema.parse(difference.data);
  const { kind } = difference;
  const notice =
    kind === "many_not_compared"
      ? parseStaffNotice(kind, { count })
      : parseStaffNotice("book_difference", { orderNumber, kind });
  if (!notice) throw new UnknownKind(kind);
  // Raised once more after it was resolved, it is another message.
  return mailOperators(db, mailer, notice, `books.${differenceId.replaceAll(/[^\w-]/g, ".")}.${Date.parse(raisedAt)}`);
}
