import { setTimeout as sleep } from "node:timers/promises";
import { insist } from "./insist";
import { byCard, byDebit, byVoucher, payAtTill, payOnPage } from "./payment-page";
import type { Ask } from "./verbs";

/** Most pay. A debit is under way for a while before the bank says yes, or no. */
export const endings = {
  pays: 62,
  debit: 5,
  debit_bounces: 3,
  declined_then_pays: 6,
  declined: 4,
  walks_away: 10,
  cancels: 5,
  cancels_and_pays: 5,
};

/** In yen most take a voucher to a till; some lose it, or want it called off before they pay, while they pay, or for good. */
export const yenEndings = {
  pays: 15,
  voucher: 30,
  voucher_lost: 15,
  voucher_cancelled: 10,
  voucher_cancelled_then_paid: 15,
  voucher_cancelled_and_paid: 15,
};

export type Ending = keyof typeof endings | keyof typeof yenEndings;

/** On the way to the till. */
const walkMs = 1_500;

/** What a buyer does on the payment page, and what becomes of it. */
export async function finishPurchase(
  ask: Ask,
  order: { customerId: string; orderId: string },
  url: string,
  ending: Ending,
): Promise<void> {
  const pay = (fields: Record<string, string>) => insist(() => payOnPage(url, fields));
  const cancel = () => insist(() => ask("cancelOrder", order), 2);
  const payVoucher = () => insist(() => payAtTill(url));
  if (ending.startsWith("declined")) await pay(byCard("4000000000000002"));
  if (ending === "pays" || ending === "declined_then_pays") await pay(byCard());
  if (ending === "debit") await pay(byDebit("Mara"));
  if (ending === "debit_bounces") await pay(byDebit("Fail"));
  if (ending === "cancels") await cancel();
  if (ending === "cancels_and_pays") await Promise.all([cancel(), pay(byCard())]);
  if (!ending.startsWith("voucher")) return;
  await pay(byVoucher());
  if (ending === "voucher") await sleep(walkMs).then(payVoucher);
  if (ending === "voucher_cancelled" || ending === "voucher_cancelled_then_paid") await cancel();
  if (ending === "voucher_cancelled_then_paid") await sleep(walkMs).then(payVoucher);
  if (ending === "voucher_cancelled_and_paid") await Promise.all([cancel(), payVoucher()]);
}
