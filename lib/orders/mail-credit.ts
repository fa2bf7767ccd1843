import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import type { Money } from "@/lib/core/money";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { changeStoreCredit } from "@/lib/payments/change-store-credit";
import { newGiftCode } from "@/lib/payments/gift-card";
import { writeGiftCard } from "@/lib/payments/write-gift-card";
import { isOnlyAddress } from "./is-only-address";
import { lockOrder } from "./lock-order";
import { recordEvent } from "./record-event";
import type { OrderStaff } from "./refund-order";

export interface MailCreditWish {
  customerId: string;
  orderId: string;
  /** Of the form: a second press is the first one again. */
  sendingId: string;
  reason: string;
  /** Whoever holds the order's signed link, or who runs the shop. */
  by: "shopper" | OrderStaff;
}

export type MailCreditError =
  | { code: "not_found" }
  /** Whose the credit is, the shop has to find out. */
  | { code: "other_address" }
  | { code: "nothing_left" };

const moneySchema = z.object({ amount: z.int(), currency: currencySchema });

/**
 * Turns all that an order's customer has as store credit into gift cards, one for each currency, mailed to the order's
 * address: store credit is bound to the browser it was given to, a gift card is whoever's has its code. In one
 * transaction, under the order's lock and the credit's own, so that presses at once send it once.
 */
export async function mailCredit(
  db: Db,
  wish: MailCreditWish,
  { secret }: { secret: string },
  now: Date,
): Promise<Result<Money[], MailCreditError>> {
  const key = { customerId: wish.customerId, orderId: wish.orderId };
  return inTransaction(db, async (tx) => {
    await lockOrder(tx, key);
    const order = await tx.order.findUnique({
      where: { customerId_orderId: key },
      select: { email: true, locale: true, lines: { select: { merchantId: true } } },
    });
    if (!order || !maySend(order, wish.by)) return err({ code: "not_found" });
    const before = await readSent(tx, wish);
    if (before.length > 0) return ok(before);
    const { customerId, by } = wish;
    if (by === "shopper" && !(await isOnlyAddress(tx, { ...order, customerId }))) return err({ code: "other_address" });
    const balances = await lockBalances(tx, wish);
    if (balances.length === 0) return err({ code: "nothing_left" });
    for (const credit of balances) await sendCard(tx, order, { ...wish, credit, secret }, now);
    if (wish.by !== "shopper") await audit(tx, wish, wish.by, balances, now);
    return ok(balances);
  });
}

/** The customer's credit is the whole shop's: of its staff, only who runs it may send it. */
function maySend({ lines }: { lines: { merchantId: string }[] }, by: MailCreditWish["by"]): boolean {
  return by === "shopper" || (by.operator === true && lines.some(({ merchantId }) => merchantId === by.merchantId));
}

async function readSent(tx: Tx, { customerId, orderId, sendingId }: MailCreditWish): Promise<Money[]> {
  const events = await tx.orderEvent.findMany({
    where: { customerId, orderId, type: "credit_mailed", data: { path: ["sendingId"], equals: sendingId } },
    select: { data: true },
  });
  return events.map(({ data }) => moneySchema.parse(data));
}

async function lockBalances(tx: Tx, { customerId }: MailCreditWish): Promise<Money[]> {
  return z.array(moneySchema).parse(
    await tx.$queryRaw`
      SELECT balance AS amount, currency FROM store_credit
       WHERE customer_id = ${customerId}::uuid AND balance > 0 ORDER BY currency FOR UPDATE`,
  );
}

async function sendCard(
  tx: Tx,
  { email, locale }: { email: string; locale: string },
  { customerId, orderId, sendingId, reason, by, credit, secret }: MailCreditWish & { credit: Money; secret: string },
  now: Date,
): Promise<void> {
  const actor = by === "shopper" ? by : (`staff:${by.staffId}` as const);
  const { amount, currency } = credit;
  const code = newGiftCode();
  const entry = { delta: -amount, reason: "mailed", orderId, actor };
  const taken = await changeStoreCredit(tx, { customerId, currency, ...entry }, now);
  invariant(taken.ok, "the credit is locked");
  const card = { ...credit, email, locale, expiresAt: null, actor, reason: "store_credit", orderId };
  const { isNew } = await writeGiftCard(tx, card, { code, secret }, now);
  invariant(isNew, "no two codes are alike");
  const data = { sendingId, amount, currency, lastFour: code.slice(-4), reason };
  await recordEvent(tx, { customerId, orderId }, { type: "credit_mailed", actor, at: now, data });
}

async function audit(
  tx: Tx,
  { orderId, sendingId, reason }: MailCreditWish,
  { merchantId, staffId }: OrderStaff,
  credits: readonly Money[],
  now: Date,
): Promise<void> {
  const sent = credits.map(({ amount, currency }) => ({ amount, currency }));
  await tx.auditEntry.create({
    data: {
      ...{ merchantId, entryId: newId(), staffId, action: "credit.mail", subject: orderId },
      data: { sendingId, sent, reason },
      at: now,
    },
    select: { entryId: true },
  });
}
