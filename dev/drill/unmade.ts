import type { Attempt } from "./buyer";
import { missedBySale, type Trouble } from "./chaos";
import { endings, yenEndings } from "./endings";
import { usualDeeds } from "./staff";
import { usualStockDeeds } from "./stock-clerk";
import type { Waiter } from "./waiter";
import type { Room } from "./waiting-room";

interface Made {
  attempts: readonly Attempt[];
  deeds: ReadonlyMap<string, number>;
  troubles: readonly Trouble[];
  room: Room;
}

/** What a drill has to come to and did not: what was not tried was not proved. */
export function whatNeverHappened({ attempts, deeds, troubles, room }: Made): string[] {
  const ended = new Set<string | null>(attempts.map(({ ending }) => ending));
  return [
    ...missedBySale(troubles).map((trouble) => `${trouble} in the sale`),
    ...Object.keys({ ...endings, ...yenEndings }).filter((ending) => !ended.has(ending)),
    // Few whose parcels a clerk takes up have store credit; the buyers who do press the same.
    ...Object.keys({ ...usualDeeds, ...usualStockDeeds }).filter((deed) => deed !== "mailCredit" && !deeds.has(deed)),
    ...whatNobodyDid(room),
  ];
}

/** Of what those who wait for a drop do, and are told. */
function whatNobodyDid({ waiters, seen }: Room): string[] {
  const did = (deed: Waiter["did"]) => waiters.some((waiter) => waiter.did === deed);
  const kept = (when: keyof Waiter["keptOut"]) => waiters.some(({ keptOut }) => keptOut[when] > 0);
  const happened = {
    "a drop that is sold out": seen.soldOut.length > 0,
    "one who comes before it opens": waiters.some(({ came }) => came === "before"),
    "one who comes between opening and first beat": waiters.some(({ came }) => came === "unopened"),
    "one who is told to wait": waiters.some(({ toldToWait }) => toldToWait.length > 0),
    "an order before the opening": kept("before"),
    "an order before the call": kept("open"),
    "a second order": kept("again"),
    "one who was called and pays": did("pays"),
    "one who was called and walks away": did("walks_away"),
    "one who was called and stays away": did("stays_away"),
    "one who was called and wants a voucher": did("tries_voucher"),
    "one who lets their time pass and joins again": waiters.some(({ rejoined }) => rejoined),
  };
  return Object.entries(happened).flatMap(([what, has]) => (has ? [] : [what]));
}
