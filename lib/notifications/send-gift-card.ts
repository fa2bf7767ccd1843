import { currencySchema } from "@/lib/core/currency-schema";
import type { Db } from "@/lib/db/client";
import type { JobPayload } from "@/lib/jobs/jobs";
import { openGiftCode } from "@/lib/payments/gift-card";
import type { Mailer } from "./mailer";
import type { Sending } from "./send-notice";
import { giftCard } from "./templates/gift-card";
import { voiceOf } from "./voice";
import { writeLetter } from "./write-letter";

/**
 * Sends a gift card to the address it was issued for. The code is kept nowhere but in the job, sealed, and the job is gone
 * once it is done; repeated after a crash, the mail carries the same Message-ID.
 */
export async function sendGiftCard(
  db: Db,
  mailer: Mailer,
  job: JobPayload<"mail.gift-card">,
  { secret }: { secret: string },
): Promise<Sending> {
  const { codeHash, locale } = job;
  const card = await db.giftCard.findUnique({
    where: { codeHash },
    select: { email: true, status: true, initialAmount: true, currency: true, expiresAt: true },
  });
  if (!card?.email || card.status !== "active") return "not_owed";
  const voice = await voiceOf(locale);
  const { email, initialAmount, expiresAt } = card;
  const code = "code" in job ? job.code : openGiftCode(job.sealedCode, secret);
  const letter = giftCard(
    { code, amount: initialAmount, currency: currencySchema.parse(card.currency), expiresAt },
    voice,
  );
  const key = `gift.${codeHash.replaceAll(/[^\w-]/g, ".")}`;
  await mailer.send({ to: email, ...(await writeLetter(letter, voice)), locale: voice.locale, key });
  return "sent";
}
