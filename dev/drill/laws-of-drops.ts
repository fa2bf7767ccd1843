import type { Books, Finding } from "./books";
import type { Waiter } from "./waiter";
import type { Room } from "./waiting-room";

/** No more are called than there are units, so that each of them finds one; who was not called orders nothing. */
export async function calledFindUnits({ db, room }: Books): Promise<Finding> {
  if (!room) return { checked: 0, differences: [] };
  const { productId, waiters, seen } = room;
  // What is kept for an exchange was not kept for the drop, and is no order of its buyer's.
  const orders = await db.$queryRaw<{ customerId: string; orders: number }[]>`
    select customer_id as "customerId", count(distinct order_id)::int as orders from order_line l
     where product_id = ${productId}::uuid and not exists (select from "return" r where r.exchange_order_id = l.order_id)
     group by 1`;
  const [{ exchangedAt }] = await db.$queryRaw<[{ exchangedAt: Date | null }]>`
    select min(h.created_at) as "exchangedAt" from stock_hold h join "return" r on r.exchange_order_id = h.order_id
     where h.product_id = ${productId}::uuid`;
  const called = new Set(
    waiters.filter(({ turns, calledUnseen }) => calledUnseen || turns.some(isCalled)).map(({ ticketId }) => ticketId),
  );
  const uncalled = orders.filter(({ customerId, orders }) => orders > 1 || !called.has(customerId));
  const refused = waiters.flatMap(({ ticketId, refusal }) => (refusal ? [{ ticketId, ...refusal }] : []));
  const beyond = [...seen.calledBeyond, ...refused].filter(({ at }) => !exchangedAt || at < exchangedAt);
  const slippedIn = waiters.filter((waiter) => waiter.slippedIn).map(plain);
  return { checked: called.size, differences: [...uncalled, ...beyond, ...slippedIn] };
}

/** Nobody has another's place, who was there before the opening stands before who came after it, and they are called so. */
export async function placesKept({ room }: Books): Promise<Finding> {
  const waiters = room?.waiters ?? [];
  const turns = waiters.flatMap((waiter) => waiter.turns);
  const moved = waiters.filter((waiter) => waiter.turns.some(({ places }) => places.size !== 1));
  const held = turns.map((turn) => ({ place: Math.max(...turn.places), calledBy: turn.admittedUntil }));
  const twice = [...Map.groupBy(held, ({ place }) => place).values()].filter(({ length }) => length > 1);
  const inOrder = held.filter(({ calledBy }) => calledBy !== null).toSorted((a, b) => a.place - b.place);
  const swapped = inOrder.filter(({ calledBy }, nth) => (calledBy ?? "") < (inOrder[nth - 1]?.calledBy ?? ""));
  const firstOf = (...came: Waiter["came"][]) =>
    waiters
      .filter((waiter) => waiter.came && came.includes(waiter.came))
      .flatMap(({ turns: [first] }) => [...(first?.places ?? [])]);
  const lastBefore = Math.max(0, ...firstOf("before"));
  const ahead = firstOf("unopened", "after").filter((place) => place < lastBefore);
  return {
    checked: held.length,
    differences: [...moved.map(plain), ...twice, ...swapped, ...ahead.map((place) => ({ place, lastBefore }))],
  };
}

/**
 * Who asks each second, through a CDN that keeps an answer for another, is told within two: the shop's own part is what it
 * keeps for a fifth of a second, and as long again until it was seen and asked.
 */
const answerAgeMs = 400;

/** Nobody waits for ever, or while all is sold: what could not be asked, for an app or Postgres was down, was not answered. */
export async function toldAnEnd({ room }: Books): Promise<Finding> {
  if (!room) return { checked: 0, differences: [] };
  const stranded = room.waiters.filter(({ end }) => end === null || end === "closed");
  const late = room.waiters.flatMap(({ ticketId, toldToWait }) =>
    toldToWait
      .filter((at) => room.seen.soldOut.some(({ from, to }) => at >= from + answerAgeMs && at <= to))
      .map((at) => ({ ticketId, at })),
  );
  const looks = room.waiters.reduce((sum, { toldToWait }) => sum + toldToWait.length, 0);
  return { checked: looks, differences: [...stranded.map(plain), ...late] };
}

const isCalled = ({ admittedUntil }: { admittedUntil: string | null }): boolean => admittedUntil !== null;

/** A set is no JSON. */
const plain = ({ turns, ...waiter }: Room["waiters"][number]) => ({
  ...waiter,
  turns: turns.map(({ places, admittedUntil }) => ({ places: [...places], admittedUntil })),
});
