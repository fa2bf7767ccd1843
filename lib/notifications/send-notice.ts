import { log } from "@/lib/core/log";
import type { Db } from "@/lib/db/client";
import { readOrder } from "@/lib/orders/read-order";
import { describeMail } from "./describe-mail";
import type { Mailer } from "./mailer";
import { writeHtml } from "./write-html";
import { writeText } from "./write-text";

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
export async function sendNotice(db: Db, mailer: Mailer, key: NoticeKey, now: Date): Promise<Sending> {
  const { customerId, orderId, cause } = key;
  const notice = await db.notice.findUnique({
    where: { customerId_orderId_cause: { customerId, orderId, cause } },
    select: { sentAt: true },
  });
  if (!notice) return "not_owed";
  if (notice.sentAt) return "sent_before";
  const order = await readOrder(db, key);
  const mail = order && (await describeMail(order, cause));
  if (!order || !mail) {
    log.error({ orderId, cause }, "a notice that nothing can be said of");
    return "nothing_to_say";
  }
  await mailer.send({
    to: order.email,
    subject: mail.subject,
    html: writeHtml(mail),
    text: writeText(mail),
    locale: mail.locale,
    key: `${orderId}.${cause.replaceAll(/[^\w-]/g, ".")}`,
  });
  await db.notice.updateMany({ where: { customerId, orderId, cause, sentAt: null }, data: { sentAt: now } });
  return "sent";
}
