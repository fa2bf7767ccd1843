import { type Boost, mergePins, type RulePin, type SearchRule, strengths } from "./rule";

/** What a rule looks at in a product. */
export interface Facts {
  productId: string;
  merchantId: string;
  /** Ids of its categories, from the root. */
  lineage: string[];
  facets: string[];
}

/**
 * The first places of a list, put in order by the rules for its words: a permutation, so what follows is untouched and
 * no product stands twice or not at all. `fixed` are the places of pins, which nothing moves. First the shop's boosts,
 * over all; then each merchant's rules over the places its own products hold by then.
 */
export function arrangeWindow(
  ids: readonly string[],
  facts: ReadonlyMap<string, Facts>,
  fixed: ReadonlySet<string>,
  rules: readonly SearchRule[],
): string[] {
  const shops = rules.filter(({ merchantId }) => merchantId === null).flatMap(({ boosts }) => boosts);
  const loose = (id: string) => !fixed.has(id);
  let arranged = refill(ids, loose, (own) => boostOrder(own, facts, shops));
  for (const [merchantId, own] of Map.groupBy(
    rules.filter((rule) => rule.merchantId !== null),
    (rule) => rule.merchantId,
  )) {
    const boosts = own.flatMap((rule) => rule.boosts);
    const pins = mergePins(own.map((rule) => rule.pins));
    arranged = refill(
      arranged,
      (id) => loose(id) && facts.get(id)?.merchantId === merchantId,
      (shelf) => pinOrder(boostOrder(shelf, facts, boosts), pins),
    );
  }
  return arranged;
}

/** Gives the places of those chosen to the same products in another order. */
function refill(ids: readonly string[], chosen: (id: string) => boolean, order: (own: string[]) => string[]): string[] {
  const queue = order(ids.filter(chosen));
  let next = 0;
  return ids.map((id) => (chosen(id) ? (queue[next++] ?? id) : id));
}

/** Each place divided by the strength of what applies. */
function boostOrder(ids: string[], facts: ReadonlyMap<string, Facts>, boosts: readonly Boost[]): string[] {
  if (boosts.length === 0) return ids;
  return (
    ids
      .map((id, index) => {
        const product = facts.get(id);
        const applied = product ? boosts.filter((boost) => applies(boost, product)) : [];
        return { id, index, place: applied.reduce((place, { strength }) => place / strengths[strength], index + 1) };
      })
      // At the same place stands first what came up to it, last what came down.
      .toSorted((a, b) => a.place - b.place || b.index - a.index)
      .map(({ id }) => id)
  );
}

function applies({ on, key }: Boost, { productId, merchantId, lineage, facets }: Facts): boolean {
  switch (on) {
    case "product":
      return productId === key;
    case "merchant":
      return merchantId === key;
    case "category":
      return lineage.includes(key);
    case "brand":
    case "facet":
      return facets.includes(key);
  }
}

function pinOrder(ids: string[], pins: readonly RulePin[]): string[] {
  const present = pins.filter(({ productId }) => ids.includes(productId));
  const pinned = new Set(present.map(({ productId }) => productId));
  const ordered = ids.filter((id) => !pinned.has(id));
  for (const { productId, position } of present) ordered.splice(position - 1, 0, productId);
  return ordered;
}
