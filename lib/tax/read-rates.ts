import type { Db, Tx } from "@/lib/db/client";
import type { Region } from "@/lib/i18n/markets";
import type { TaxRates } from "@/lib/pricing/tax-amount";

/**
 * The rates of each tax class where a parcel goes. In the US the state decides; without one the rates are empty, for
 * tax cannot be known before the address.
 */
export async function readTaxRates(db: Db | Tx, region: Region, subdivision: string): Promise<TaxRates> {
  const rows = await db.taxRate.findMany({
    where: { region, subdivision: { in: ["", subdivision] } },
    select: { subdivision: true, taxClass: true, ratePpm: true },
    orderBy: { subdivision: "asc" },
  });
  return Object.fromEntries(rows.map((row) => [row.taxClass, row.ratePpm]));
}
