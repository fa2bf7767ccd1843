/** Units of one variant, for one order. */
export interface StockLine {
  productId: string;
  variantId: string;
  quantity: number;
}

/** Every verb takes stock rows in this order, so that two orders never wait for each other in a circle. */
export function inLockOrder<Line extends StockLine>(lines: readonly Line[]): Line[] {
  return lines.toSorted((a, b) =>
    a.productId === b.productId ? compare(a.variantId, b.variantId) : compare(a.productId, b.productId),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
