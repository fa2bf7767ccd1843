import type { Tx } from "@/lib/db/client";

/** Units for one US dollar, times a million: what the demo's merchants planned with. */
const perDollar = { EUR: 920_000n, GBP: 790_000n, JPY: 150_000_000n };

/** Rates by which an import's prices in one currency become prices in the others. Those of the day that exist stay. */
export async function writeExchangeRates(tx: Tx, now: Date): Promise<void> {
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  await tx.exchangeRate.createMany({
    skipDuplicates: true,
    data: Object.entries(perDollar).map(([quote, ratePpm]) => ({ base: "USD", quote, day, ratePpm })),
  });
}
