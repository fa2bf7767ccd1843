import { freeOf, type StockCounters, type StockRow } from "./stock";

export interface Take extends StockRow {
  quantity: number;
}

/** Locations in the order given, those not named after them; within one, its stripes in their order. */
function byPreference<Row extends StockRow>(rows: readonly Row[], locations: readonly string[]): Row[] {
  const place = ({ locationId }: Row) => {
    const index = locations.indexOf(locationId);
    return index < 0 ? locations.length : index;
  };
  return rows.toSorted((a, b) => place(a) - place(b) || (a.locationId < b.locationId ? -1 : 1) || a.stripe - b.stripe);
}

/** The location that can give the whole line: the first in the order of preference, or null when none can alone. */
export function chooseLocation(
  rows: readonly StockCounters[],
  quantity: number,
  locations: readonly string[],
): string | null {
  const sums = new Map<string, number>();
  for (const row of byPreference(rows, locations))
    sums.set(row.locationId, (sums.get(row.locationId) ?? 0) + freeOf(row));
  return [...sums].find(([, free]) => free >= quantity)?.[0] ?? null;
}

/**
 * From which rows a line's units are taken: one row when one has enough, else one location, else several. What is there
 * goes before what is only expected, even where it lies apart. Null when all together have too few.
 */
export function chooseRows(
  rows: readonly StockCounters[],
  quantity: number,
  locations: readonly string[],
): Take[] | null {
  const ordered = byPreference(rows, locations);
  const present = ordered.map((row) => ({ ...row, oversellMax: 0 }));
  for (const candidates of [present, ordered]) {
    if (candidates.reduce((sum, row) => sum + freeOf(row), 0) < quantity) continue;
    const location = chooseLocation(candidates, quantity, locations);
    const near = location ? candidates.filter(({ locationId }) => locationId === location) : candidates;
    const whole = near.find((row) => freeOf(row) >= quantity);
    return whole ? [{ locationId: whole.locationId, stripe: whole.stripe, quantity }] : takeInTurn(near, quantity);
  }
  return null;
}

/** Row by row, in each first what is there. */
function takeInTurn(rows: readonly StockCounters[], quantity: number): Take[] {
  const taken = rows.map(() => 0);
  let left = quantity;
  for (const limit of [(row: StockCounters) => Math.max(row.onHand - row.held, 0), freeOf]) {
    for (const [index, row] of rows.entries()) {
      const more = Math.min(left, Math.max(limit(row) - (taken[index] ?? 0), 0));
      taken[index] = (taken[index] ?? 0) + more;
      left -= more;
    }
  }
  return rows.flatMap(({ locationId, stripe }, index) => {
    const units = taken[index] ?? 0;
    return units > 0 ? [{ locationId, stripe, quantity: units }] : [];
  });
}
