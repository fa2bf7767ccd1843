/**
 * Lexemes of a document that are no words: what filters, categories and orders ask for, so that the index answers them
 * together with the words. A facet's is `#` and its key, `#color:sage`, a category's `@` and its id, a price's `$USD:` and its
 * step, a month's `~2026-11`, a part of a SKU `%scd503` (`code-marks.ts`). A word has none of these signs, and none begins like one: "brand" may be typed as well.
 */
export const marksOf = ({
  facets,
  lineage,
  prices,
  publishedAt,
}: {
  facets: readonly string[];
  lineage: readonly string[];
  prices: readonly { currency: string; amount: number }[];
  publishedAt: Date | null;
}): string[] => [
  ...facets.map(facetMark),
  ...lineage.map(categoryMark),
  ...prices.map(({ currency, amount }) => priceMark(currency, priceStep(amount))),
  ...(publishedAt ? [monthMark(publishedAt)] : []),
];

/** Of a facet's key (`facetKey`). */
export const facetMark = (key: string): string => `#${key}`;

export const categoryMark = (categoryId: string): string => `@${categoryId}`;

const dearest = 2_147_483_647;

/**
 * The step of a price in minor units: two steps double it. A range is asked for by its steps, so that of what the index
 * finds most is in the range; rows tell which.
 */
export const priceStep = (amount: number): number => Math.floor(2 * Math.log2(amount + 1));

export const priceMark = (currency: string, step: number): string => `$${currency}:${step}`;

/** The marks of which anything at these prices has one; never none, for a range that nothing lies in. */
export function priceMarks(currency: string, { min = 0, max = dearest }: { min?: number; max?: number }): string[] {
  const first = priceStep(Math.max(0, min));
  const last = priceStep(Math.min(dearest, max));
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => priceMark(currency, first + index));
}

export const monthMark = (day: Date): string => `~${day.toISOString().slice(0, 7)}`;

/** The marks of what was published since the day, up to the month after now. */
export function monthMarks(since: Date, now: Date): string[] {
  const first = new Date(Date.UTC(since.getUTCFullYear(), since.getUTCMonth()));
  const last = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
  const marks: string[] = [];
  for (const month = first; month.getTime() <= last; month.setUTCMonth(month.getUTCMonth() + 1))
    marks.push(monthMark(month));
  return marks;
}

/** A mark as `tsquery` and `tsvector` read it. */
export const quoteMark = (mark: string): string => `'${mark.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
