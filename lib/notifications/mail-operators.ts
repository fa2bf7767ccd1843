import type { Db } from "@/lib/db/client";
import { defaultLocale } from "@/lib/i18n/markets";
import type { Mailer } from "./mailer";
import type { Sending } from "./send-notice";
import type { StaffNotice } from "./staff-notice";
import { toStaff } from "./templates/to-staff";
import { voiceOf } from "./voice";
import { writeLetter } from "./write-letter";

/**
 * One mail to all who run the shop. The job is the note that it went: repeated after a crash, the mail carries the same
 * key and with it the same Message-ID.
 */
export async function mailOperators(db: Db, mailer: Mailer, notice: StaffNotice, key: string): Promise<Sending> {
  const operators = await db.staffAccount.findMany({
    where: { operator: true },
    select: { email: true },
    orderBy: { email: "asc" },
  });
  if (operators.length === 0) return "nothing_to_say";
  const voice = await voiceOf(defaultLocale);
  const to = operators.map(({ email }) => email);
  await mailer.send({ to, ...(await writeLetter(toStaff(notice, voice), voice)), locale: voice.locale, key });
  return "sent";
}
