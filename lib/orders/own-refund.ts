interface GivenBack {
  /** Who gave it back; nobody in particular where its buyer called off, or somebody did so in the provider's back office. */
  merchantId: string | null;
  lines: readonly { lineId: string; amount: number }[];
}

/**
 * How much of a refund of a shared order is one of its merchants' to know, at most, in minor units: all of one that the merchant
 * gave, or that is for the merchant's lines alone; of one that is for others' as well, what goes back for the merchant's own.
 * Null for one that is none of theirs. What names neither a merchant nor lines befell the order as a whole.
 */
export function ownPartOf(
  { merchantId: by, lines }: GivenBack,
  merchantId: string,
  ownLineIds: ReadonlySet<string>,
): number | null {
  if (by) return by === merchantId ? Number.POSITIVE_INFINITY : null;
  const own = lines.filter(({ lineId }) => ownLineIds.has(lineId));
  if (own.length === lines.length) return Number.POSITIVE_INFINITY;
  return own.length > 0 ? own.reduce((sum, { amount }) => sum + amount, 0) : null;
}

/** Whether it is of the order as a whole, and not of anybody's lines. */
export const isOfWhole = ({ merchantId, lines }: GivenBack): boolean => !merchantId && lines.length === 0;
