import { createHash } from "node:crypto";
import { readSellables, type Sellable } from "@/lib/catalog/read-sellables";
import { env } from "@/lib/core/env";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { type Market, requireMarket } from "@/lib/i18n/markets";
import { enqueue } from "@/lib/jobs/queue";
import { claimSending } from "./claim-sending";
import type { Mailer } from "./mailer";
import type { Sending } from "./send-notice";
import { type BackInStock, backInStock } from "./templates/back-in-stock";
import { smallPicture } from "./templates/order-parts";
import { type Voice, voiceOf } from "./voice";
import { type WatchKey, watchToken } from "./watch-token";
import { writeLetter } from "./write-letter";

/**
 * Tells somebody who asked that a variant is back. The address is kept only as long as somebody waits: with the mail
 * the watch is over and its row goes, so that a second job finds nothing to send.
 */
export function sendWatchNotice(db: Db, mailer: Mailer, watch: WatchKey, now: Date): Promise<Sending> {
  const { productId, variantId, email } = watch;
  const where = { productId, variantId, email };
  const person = createHash("sha256").update(email).digest("hex").slice(0, 16);
  return claimSending(db, `${variantId}.${person}`, now, async () => {
    const owed = await db.stockWatch.findUnique({
      where: { productId_variantId_email: where },
      select: { locale: true, createdAt: true },
    });
    if (!owed) return "sent_before";
    const market = requireMarket(owed.locale);
    const voice = await voiceOf(owed.locale);
    const [sellable] = (await readSellables(db, [watch], market)).values();
    if (!sellable?.active || sellable.free <= 0) {
      // Gone again before the mail went: whoever waits still waits. What came back while we read found nobody waiting.
      const again = { runAt: new Date(now.getTime() + 60_000), key: variantId };
      await inTransaction(db, async (tx) => {
        await tx.stockWatch.updateMany({ where, data: { notifiedAt: null } });
        if (sellable?.active) await enqueue(tx, "inventory.back-in-stock", { productId, variantId }, again);
      });
      return "nothing_to_say";
    }
    const { APP_URL, AUTH_SECRET } = env();
    await mailer.send({
      to: email,
      ...(await writeLetter(backInStock(tell(sellable, market, voice), voice), voice)),
      locale: market.locale,
      // Who asks again later is told again, and that is another message.
      key: `${variantId}.${person}.${owed.createdAt.getTime()}`,
      unsubscribeUrl: `${APP_URL}/api/watches/${watchToken(watch, AUTH_SECRET)}`,
    });
    await db.stockWatch.deleteMany({ where: { ...where, createdAt: owed.createdAt } });
    return "sent";
  });
}

function tell(sellable: Sellable, { locale }: Market, voice: Voice): BackInStock {
  return {
    title: sellable.title,
    maker: sellable.merchantName,
    options: sellable.options.map((option) => option.value).join(" · "),
    price: voice.money(sellable.amount, sellable.currency),
    url: `${env().APP_URL}/${locale}${sellable.path}`,
    pictureUrl: sellable.picture ? smallPicture(sellable.picture.key) : null,
  };
}
