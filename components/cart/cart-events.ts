/** Told on `window` when the cart has changed: the header counts again. */
export const cartChanged = "cart:changed";

/** Told on `window` when a line was taken out, so that it can be put back. */
export const lineRemoved = "cart:removed";

export interface RemovedLine {
  locale: string;
  productId: string;
  variantId: string;
  quantity: number;
  title: string;
}
