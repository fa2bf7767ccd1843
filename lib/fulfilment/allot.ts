import { allocate } from "@/lib/core/money";

/**
 * Which location sends how many of a line's units: what it set aside for the order, and the merchant's first location
 * whatever nobody did. Takes what it gives out of `aside`, for a second line of the same variant.
 */
export function allot(units: number, aside: Map<string, number>, home: string): Map<string, number> {
  const parts = new Map<string, number>();
  let left = units;
  for (const locationId of [...aside.keys()].toSorted()) {
    const taken = Math.min(left, aside.get(locationId) ?? 0);
    if (taken === 0) continue;
    parts.set(locationId, taken);
    aside.set(locationId, (aside.get(locationId) ?? 0) - taken);
    left -= taken;
  }
  if (left > 0) parts.set(home, (parts.get(home) ?? 0) + left);
  return parts;
}

/** What each part of a line comes to, when `open` of its units are still wanted: the parts add up, the rest is nobody's. */
export function amountsOf(total: number, quantity: number, parts: readonly number[]): number[] {
  const given = parts.reduce((sum, units) => sum + units, 0);
  return allocate(total, [...parts, quantity - given]).slice(0, parts.length);
}
