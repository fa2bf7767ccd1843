import type { Currency } from "@/lib/core/money";
import type { Db, Tx } from "@/lib/db/client";
import { type CreditPart, planCredit } from "./plan-credit";

export interface CreditWish {
  customerId: string;
  currency: Currency;
  codeHash: string | null;
  useStoreCredit: boolean;
}

export interface Credit {
  parts: CreditPart[];
  amount: number;
  /** What the customer has in this currency, used or not. */
  storeCredit: number;
  /** The card's code is known, but it is empty, of another currency, expired or disabled; or it is not known at all. */
  cardRefused: boolean;
}

/** What of a total a customer's gift card and store credit would pay now. */
export async function readCredit(db: Db | Tx, wish: CreditWish, total: number, now: Date): Promise<Credit> {
  const { customerId, currency, codeHash, useStoreCredit } = wish;
  const giftCard =
    codeHash === null
      ? null
      : await db.giftCard.findFirst({
          where: {
            codeHash,
            currency,
            status: "active",
            OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
          },
          select: { codeHash: true, balance: true },
        });
  const account = await db.storeCredit.findUnique({
    where: { customerId_currency: { customerId, currency } },
    select: { balance: true },
  });
  const storeCredit = account?.balance ?? 0;
  const parts = planCredit(total, currency, { giftCard, storeCredit: useStoreCredit ? storeCredit : 0 });
  return {
    parts,
    amount: parts.reduce((sum, part) => sum + part.amount, 0),
    storeCredit,
    cardRefused: codeHash !== null && giftCard === null,
  };
}
