import { keep } from "@/lib/cache/kept";
import type { Db, Tx } from "@/lib/db/client";
import type { Region } from "@/lib/i18n/markets";
import type { TaxRates } from "@/lib/pricing/tax-amount";

const kept = keep<TaxRates>();

/**
 * The rates of each tax class where a parcel goes. In the US the state decides; without one the rates are empty, for
 * tax cannot be known before the address.
 */
export async function readTaxRates(db: Db | Tx, region: Region, subdivision: string): Promise<TaxRates> {
  const key = `${region} ${subdivision}`;
  const rates = await kept([key], async () => new Map([[key, await read(db, region, subdivision)]]));
  return rates.get(key) ?? {};
}

async function read(db: Db | Tx, region: Region, subdivision: string): Promise<TaxRates> {
  const rows = await db.taxRate.findMany({
    where: { region, subdivision: { in: ["", subdivision] } },
    select: { subdivision: true, taxClass: true, ratePpm: true },
    orderBy: { subdivision: "asc" },
  });
  return Object.fromEntries(rows.map((row) => [row.taxClass, row.ratePpm]));
}
