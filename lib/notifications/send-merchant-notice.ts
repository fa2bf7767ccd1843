import { log } from "@/lib/core/log";
import type { Db } from "@/lib/db/client";
import { claimSending } from "./claim-sending";
import type { Mailer } from "./mailer";
import type { Sending } from "./send-notice";
import { parseStaffNotice, type StaffNotice } from "./staff-notice";
import { toStaff } from "./templates/to-staff";
import { UnknownKind } from "./unknown-kind";
import { localeOfMerchant, type Voice, voiceOf } from "./voice";
import { writeLetter } from "./write-letter";

/** Sends a merchant's people one message that is owed to them: one mail to all of them, once for each cause. */
export function sendMerchantNotice(
  db: Db,
  mailer: Mailer,
  { merchantId, cause }: { merchantId: string; cause: string },
  now: Date,
): Promise<Sending> {
  const key = `${merchantId}.${cause.replaceAll(/[^\w-]/g, ".")}`;
  return claimSending(db, key, now, async () => {
    const where = { merchantId_cause: { merchantId, cause } };
    const owed = await db.merchantNotice.findUnique({ where, select: { type: true, data: true, sentAt: true } });
    if (!owed) return "not_owed";
    if (owed.sentAt) return "sent_before";
    const notice = parseStaffNotice(owed.type, owed.data);
    if (!notice) throw new UnknownKind(owed.type);
    const { to, locale } = await readRecipients(db, merchantId);
    if (to.length === 0) {
      log.error({ merchantId, cause }, "a merchant's notice that goes to nobody");
      return "nothing_to_say";
    }
    const voice = await voiceOf(locale);
    const letter = toStaff(await inTheirWords(db, notice, voice), voice);
    await mailer.send({ to, ...(await writeLetter(letter, voice)), locale, key });
    await db.merchantNotice.updateMany({ where: { merchantId, cause, sentAt: null }, data: { sentAt: now } });
    return "sent";
  });
}

/** A product by its name in the language of the letter, where it has one. */
async function inTheirWords(db: Db, notice: StaffNotice, { language }: Voice): Promise<StaffNotice> {
  if (notice.type !== "low_stock") return notice;
  const named = await db.productTranslation.findUnique({
    where: { productId_language: { productId: notice.data.productId, language } },
    select: { title: true },
  });
  return named ? { ...notice, data: { ...notice.data, title: named.title } } : notice;
}

/** The address the merchant named for alerts; its owners', when it named none. */
async function readRecipients(db: Db, merchantId: string) {
  const merchant = await db.merchant.findUnique({
    where: { merchantId },
    select: { alertEmail: true, country: true, staff: { where: { role: "owner" }, select: { staffId: true } } },
  });
  const locale = localeOfMerchant(merchant?.country ?? "");
  if (merchant?.alertEmail) return { to: [merchant.alertEmail], locale };
  const owners = await db.staffAccount.findMany({
    where: { staffId: { in: (merchant?.staff ?? []).map(({ staffId }) => staffId) } },
    select: { email: true },
    orderBy: { email: "asc" },
  });
  return { to: owners.map(({ email }) => email), locale };
}
