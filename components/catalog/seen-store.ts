const storeKey = "seen";
const keptMax = 12;

/**
 * Ids of the products this browser looked at, most recent first, and nothing else of them: what they cost is asked when they
 * are shown. Kept in the browser alone; storage may be off or full: then nothing was seen.
 */
export function readSeen(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storeKey) ?? "[]");
    return Array.isArray(stored) ? stored.flatMap(idOf).slice(0, keptMax) : [];
  } catch {
    return [];
  }
}

export function writeSeen(productIds: readonly string[]): void {
  try {
    localStorage.setItem(storeKey, JSON.stringify(productIds.slice(0, keptMax)));
  } catch {
    // Nothing depends on it.
  }
}

/** Whole products were kept once: they are read for their ids. */
function idOf(each: unknown): string[] {
  const id = typeof each === "object" && each !== null && "productId" in each ? each.productId : each;
  return typeof id === "string" ? [id] : [];
}
