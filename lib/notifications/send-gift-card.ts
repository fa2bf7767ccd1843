import { currencySchema } from "@/lib/core/currency-schema";
import type { Db } from "@/lib/db/client";
import type { Mailer } from "./mailer";
import type { Sending } from "./send-notice";
import { giftCard } from "./templates/gift-card";
import { voiceOf } from "./voice";
import { writeLetter } from "./write-letter";

/**
 * Sends a gift card to the address it was issued for. The code is kept nowhere but in the job, which is gone once it is
 * done; repeated after a crash, the mail carries the same Message-ID.
 */
export async function sendGiftCard(
  db: Db,
  mailer: Mailer,
  { codeHash, code, locale }: { codeHash: string; code: string; locale: string },
): Promise<Sending> {
  const card = await db.giftCard.findUnique({
    where: { codeHash },
    select: { email: true, status: true, initialAmount: true, currency: true, expiresAt: true },
  });
  if (!card?.email || card.status !== "active") return "not_owed";
  const voice = await voiceOf(locale);
  const { email, initialAmount, expiresAt } = card;
  const letter = giftCard(
    { code, amount: initialAmount, currency: currencySchema.parse(card.currency), expiresAt },
    voice,
  );
  const key = `gift.${codeHash.replaceAll(/[^\w-]/g, ".")}`;
  await mailer.send({ to: email, ...(await writeLetter(letter, voice)), locale: voice.locale, key });
  return "sent";
}
