import { z } from "zod";
import { readSellables, type Sellable, sellableKey } from "@/lib/catalog/read-sellables";
import { shipsFromOf } from "@/lib/catalog/stock-policy";
import type { Db, Tx } from "@/lib/db/client";
import type { Market } from "@/lib/i18n/markets";
import { type CartLineView, type CartView, type LineProblem, quantityMax } from "./cart";

/** Units of a variant that are set aside for this very cart: they are free to it, and to nobody else. */
export type Aside = ReadonlyMap<string, { units: number; present: boolean }>;

/** The cart of a customer in a market: what it holds, what each line costs now, and what stands in its way. */
export async function readCart(
  db: Db | Tx,
  customerId: string,
  market: Market,
  now: Date,
  aside: Aside = new Map(),
): Promise<CartView> {
  const rows = z.array(rowSchema).parse(
    await db.$queryRaw`
      SELECT product_id AS "productId", variant_id AS "variantId", quantity, saved_for_later AS "savedForLater",
        seen_amount AS "seenAmount", seen_currency AS "seenCurrency"
      FROM cart_line WHERE customer_id = ${customerId}::uuid ORDER BY added_at, variant_id`,
  );
  const sellables = await readSellables(db, rows, market);
  const all = rows.flatMap((row): CartLineView[] => {
    const sellable = sellables.get(sellableKey(row));
    return sellable ? [view(row, withAside(sellable, aside), market, now)] : [];
  });
  const lines = all.filter((line) => !line.savedForLater);
  return {
    lines,
    saved: all.filter((line) => line.savedForLater),
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotal: {
      amount: lines.reduce((sum, line) => sum + (line.problem ? 0 : line.unitPrice.amount * line.quantity), 0),
      currency: market.currency,
    },
  };
}

function withAside(sellable: Sellable, aside: Aside): Sellable {
  const own = aside.get(sellable.variantId);
  if (!own) return sellable;
  const present = sellable.present + (own.present ? own.units : 0);
  return { ...sellable, free: sellable.free + own.units, present };
}

const rowSchema = z.object({
  productId: z.string(),
  variantId: z.string(),
  quantity: z.number().int(),
  savedForLater: z.boolean(),
  seenAmount: z.number().int(),
  seenCurrency: z.string(),
});

type Row = z.output<typeof rowSchema>;

function view(row: Row, sellable: Sellable, { currency }: Market, now: Date): CartLineView {
  const { amount, compareAtAmount, active: _active, currency: _, stockPolicy, present, shipsFrom, ...rest } = sellable;
  const changed = row.seenCurrency === currency && row.seenAmount !== amount;
  return {
    ...rest,
    quantity: row.quantity,
    savedForLater: row.savedForLater,
    unitPrice: { amount, currency },
    compareAt: compareAtAmount === null ? null : { amount: compareAtAmount, currency },
    priceWas: changed ? { amount: row.seenAmount, currency } : null,
    most: mostOf(sellable),
    shipsFrom: shipsFromOf({ stockPolicy, present, shipsFrom }, row.quantity, now),
    problem: problemOf(row.quantity, sellable),
  };
}

const mostOf = ({ free, perCustomerMax }: Sellable): number => Math.min(free, perCustomerMax ?? free, quantityMax);

function problemOf(quantity: number, { active, free, perCustomerMax }: Sellable): LineProblem | null {
  if (!active) return "unavailable";
  if (free === 0) return "sold_out";
  if (perCustomerMax !== null && perCustomerMax < quantity) return "over_limit";
  return free < quantity ? "less_stock" : null;
}
