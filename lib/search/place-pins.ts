import type { Pin } from "./engine";

export interface PinnedPage {
  /** Which stretch of the list without its pins fills the page. */
  offset: number;
  limit: number;
  /** The pins of the page with their places on it, from 0. */
  places: { productId: string; index: number }[];
}

/**
 * A page of a list with pins in it. The list is the one without them, `others` long, with each pin put in at its
 * position, the first first; so every product stands on exactly one page, the pins too.
 */
export function placePins(pins: readonly Pin[], others: number, page: number, pageSize: number): PinnedPage {
  const start = (page - 1) * pageSize;
  const slots = pins.map(({ productId, position }, before) => ({
    productId,
    slot: Math.min(position - 1, others + before),
  }));
  const places = slots
    .filter(({ slot }) => slot >= start && slot < start + pageSize)
    .map(({ productId, slot }) => ({ productId, index: slot - start }));
  return {
    offset: start - slots.filter(({ slot }) => slot < start).length,
    limit: pageSize - places.length,
    places,
  };
}

/** The page's products in order: the pins at their places, the stretch around them. */
export function fillPage(stretch: readonly string[], places: PinnedPage["places"]): string[] {
  const filled = [...stretch];
  for (const { productId, index } of places) filled.splice(index, 0, productId);
  return filled;
}
