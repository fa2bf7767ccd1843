import { currencySchema } from "@/lib/core/currency-schema";
import type { Money } from "@/lib/core/money";
import type { Db } from "@/lib/db/client";

/** What a customer has as store credit, by currency; nothing of what is empty. */
export async function listStoreCredit(db: Db, customerId: string): Promise<Money[]> {
  const rows = await db.storeCredit.findMany({
    where: { customerId, balance: { gt: 0 } },
    orderBy: { currency: "asc" },
    select: { currency: true, balance: true },
  });
  return rows.map(({ currency, balance }) => ({ amount: balance, currency: currencySchema.parse(currency) }));
}
