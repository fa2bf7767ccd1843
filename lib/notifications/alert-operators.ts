import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { defaultLocale } from "@/lib/i18n/markets";
import type { Mailer } from "./mailer";
import type { Sending } from "./send-notice";
import { parseStaffNotice, toStaff } from "./templates/to-staff";
import { voiceOf } from "./voice";
import { writeLetter } from "./write-letter";

const detailSchema = z.object({ orderNumber: z.string().nullable() }).catch({ orderNumber: null });

/**
 * Tells those who run the shop of a difference in its books that nobody has looked at yet. The job is the note that it
 * went: repeated after a crash, the mail carries the same Message-ID.
 */
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
  const operators = await db.staffAccount.findMany({
    where: { operator: true },
    select: { email: true },
    orderBy: { email: "asc" },
  });
  if (operators.length === 0) return "nothing_to_say";
  const voice = await voiceOf(defaultLocale);
  const notice = parseStaffNotice("book_difference", { ...detailSchema.parse(difference.data), kind: difference.kind });
  if (!notice) return "nothing_to_say";
  // Raised once more after it was resolved, it is another message.
  const key = `books.${differenceId.replaceAll(/[^\w-]/g, ".")}.${Date.parse(raisedAt)}`;
  const to = operators.map(({ email }) => email);
  await mailer.send({ to, ...(await writeLetter(toStaff(notice, voice), voice)), locale: voice.locale, key });
  return "sent";
}
