/** Units of one variant, for one order. */
export interface StockLine {
  productId: string;
  variantId: string;
  quantity: number;
}

/** One row of stock: a variant at a location, or one of the stripes its units are spread over there. */
export interface StockRow {
  locationId: string;
  stripe: number;
}

export interface StockCounters extends StockRow {
  onHand: number;
  held: number;
  oversellMax: number;
}

/** What can still be sold from a row. A row that owes more than it may doesn't make the others poorer. */
export const freeOf = ({ onHand, held, oversellMax }: Omit<StockCounters, keyof StockRow>): number =>
  Math.max(onHand + oversellMax - held, 0);

/**
 * Every verb takes stock rows in this order (product, variant, location, stripe), so that two of them never wait for
 * each other in a circle.
 */
export function inLockOrder<Line extends { productId: string; variantId: string } & Partial<StockRow>>(
  lines: readonly Line[],
): Line[] {
  return lines.toSorted(
    (a, b) =>
      compare(a.productId, b.productId) ||
      compare(a.variantId, b.variantId) ||
      compare(a.locationId ?? "", b.locationId ?? "") ||
      (a.stripe ?? 0) - (b.stripe ?? 0),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The share of one of `count` rows in a total that is spread evenly; what doesn't divide goes to the first ones. */
export function shareOf(total: number, count: number, index: number): number {
  const share = Math.floor((Math.abs(total) + count - 1 - index) / count);
  return total < 0 ? -share : share;
}

/** One line each for what is listed twice. */
export function mergeLines(lines: readonly StockLine[]): StockLine[] {
  const merged = new Map<string, StockLine>();
  for (const { productId, variantId, quantity } of lines) {
    const key = `${productId} ${variantId}`;
    merged.set(key, { productId, variantId, quantity: quantity + (merged.get(key)?.quantity ?? 0) });
  }
  return [...merged.values()];
}
