import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffContext } from "@/lib/auth/staff-actor";
import { type ProductEdit, type TouchError, touchProduct } from "@/lib/catalog/touch-product";
import { amountMax, type Currency, chargeStep } from "@/lib/core/money";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { completePrices } from "./complete-prices";

export interface PriceChange {
  variantId: string;
  currency: Currency;
  /** Minor units; null gives the price up: it is converted again. */
  amount: number | null;
  compareAtAmount: number | null;
}

export type SetPricesError =
  | TouchError
  | { code: "price_invalid"; variantId: string; currency: Currency }
  | { code: "variant_unknown"; variantId: string }
  | { code: "price_missing" };

/** Sets prices of a merchant's product, all or none; currencies without a set price follow by the stored rates. */
export async function setPrices(
  db: Db,
  staff: StaffContext,
  edit: ProductEdit,
  prices: readonly PriceChange[],
): Promise<Result<null, SetPricesError>> {
  const { productId } = edit;
  const wrong = prices.find((price) => !isValid(price));
  if (wrong) return err({ code: "price_invalid", variantId: wrong.variantId, currency: wrong.currency });
  const outcome = await inTransaction(db, async (tx): Promise<Result<null, SetPricesError>> => {
    const touched = await touchProduct(tx, staff, edit);
    if (!touched.ok) return touched;
    const variants = new Set(
      (await tx.variant.findMany({ where: { productId }, select: { variantId: true } })).map(
        ({ variantId }) => variantId,
      ),
    );
    const unknown = prices.find(({ variantId }) => !variants.has(variantId));
    if (unknown) throw new Refused({ code: "variant_unknown", variantId: unknown.variantId });
    for (const { variantId, currency, amount, compareAtAmount } of prices) {
      const key = { productId, variantId, currency };
      if (amount === null) await tx.price.deleteMany({ where: key });
      else {
        const data = { amount, compareAtAmount, source: "set" as const, rateDate: null };
        await tx.price.upsert({
          where: { productId_variantId_currency: key },
          update: data,
          create: { ...key, ...data },
        });
      }
    }
    const priced = await tx.price.findMany({
      where: { productId, source: "set" },
      distinct: ["variantId"],
      select: { variantId: true },
    });
    if (priced.length < variants.size) throw new Refused({ code: "price_missing" });
    await completePrices(tx, productId);
    await recordAudit(tx, staff, {
      action: "prices.set",
      subject: productId,
      data: { prices: prices.map((price) => ({ ...price })) },
    });
    await enqueue(tx, "catalog.index", { productId }, { key: productId });
    return ok(null);
  }).catch((error: unknown) => {
    if (error instanceof Refused) return err(error.reason);
    throw error;
  });
  return outcome;
}

/** Rolls the transaction back; what was written before goes with it. */
class Refused extends Error {
  constructor(readonly reason: SetPricesError) {
    super(reason.code);
  }
}

function isValid({ amount, compareAtAmount, currency }: PriceChange): boolean {
  if (amount === null) return true;
  const fits = (value: number) => Number.isInteger(value / chargeStep(currency)) && value >= 0 && value <= amountMax;
  return fits(amount) && (compareAtAmount === null || (fits(compareAtAmount) && compareAtAmount > amount));
}
