import type { CartLineView } from "./cart";

/** The day the last of these lines leaves, `yyyy-mm-dd`; null when all leave at once. */
export function shipsFromOfAll(lines: readonly Pick<CartLineView, "shipsFrom">[]): string | null {
  return lines.reduce<string | null>(
    (last, { shipsFrom }) => (shipsFrom && shipsFrom > (last ?? "") ? shipsFrom : last),
    null,
  );
}

/** The moment delivery days are counted from: now, or the beginning of the day on which everything is there. */
export function leavingOf(lines: readonly Pick<CartLineView, "shipsFrom">[], now: Date): Date {
  const day = shipsFromOfAll(lines);
  return day ? new Date(`${day}T00:00:00Z`) : now;
}
