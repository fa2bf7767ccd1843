import { log } from "@/lib/core/log";
import type { Db } from "@/lib/db/client";
import { readOrder } from "@/lib/orders/read-order";
import { claimSending } from "./claim-sending";
import type { Mailer } from "./mailer";
import { voiceOf } from "./voice";
import { writeLetter } from "./write-letter";
import { writeOrderLetter } from "./write-order-letter";

export interface NoticeKey {
  customerId: string;
  orderId: string;
  cause: string;
}

export type Sending = "sent" | "sent_before" | "not_owed" | "nothing_to_say";

/**
 * Sends a message that is owed to a buyer and notes that it went. Throws when the mail server can't be reached, for the
 * queue to try again. Between the server's yes and our note a crash may send it twice: the two carry one Message-ID.
 */
export function sendNotice(db: Db, mailer: Mailer, notice: NoticeKey, now: Date): Promise<Sending> {
  const key = `${notice.orderId}.${notice.cause.replaceAll(/[^\w-]/g, ".")}`;
  return claimSending(db, key, now, () => send(db, mailer, notice, key, now));
}

async function send(
  db: Db,
  mailer: Mailer,
  { customerId, orderId, cause }: NoticeKey,
  key: string,
  now: Date,
): Promise<Sending> {
  const notice = await db.notice.findUnique({
    where: { customerId_orderId_cause: { customerId, orderId, cause } },
    select: { sentAt: true },
  });
  if (!notice) return "not_owed";
  if (notice.sentAt) return "sent_before";
  const order = await readOrder(db, { customerId, orderId });
  const voice = order && (await voiceOf(order.locale));
  const letter = order && voice && (await writeOrderLetter(db, order, cause, voice));
  if (!order || !letter) {
    log.error({ orderId, cause }, "a notice that nothing can be said of");
    return "nothing_to_say";
  }
  await mailer.send({ to: order.email, ...(await writeLetter(letter, voice)), locale: order.locale, key });
  await db.notice.updateMany({ where: { customerId, orderId, cause, sentAt: null }, data: { sentAt: now } });
  return "sent";
}
