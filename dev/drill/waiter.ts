import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "@/lib/core/ids";
import { type DropSignal, notJoined, type OwnPlace, phaseOf } from "@/lib/inventory/waiting-room/drop";
import { finishPurchase } from "./endings";
import { insist } from "./insist";
import type { Ask } from "./verbs";

/** What who is called does: most pay, some order and don't, some never come. */
export const waiterDeeds = { pays: 26, walks_away: 13, stays_away: 1 };
export type WaiterDeed = keyof typeof waiterDeeds;

/** One who waits for a drop, and what they were told. Moments are the machine's own, in milliseconds. */
export interface Waiter {
  ticketId: string;
  key: string;
  /** Whether they were in the room before it opened, or came when it was open. */
  came: "before" | "after" | null;
  /** Each time they stood in the line: the places they were told, which ought to be one, and until when they might order. */
  turns: { places: Set<number>; admittedUntil: string | null }[];
  joinsAsked: number;
  /** When they asked and were told to wait on. */
  toldToWait: number[];
  /** They tried to order before the drop was open, and could. */
  slippedIn: boolean;
  /** Why who was called could not order. */
  refusal: string | null;
  order: { customerId: string; orderId: string } | null;
  end: "ordered" | "stayed_away" | "refused" | "sold_out" | "closed" | null;
}

export const newWaiter = (): Waiter => ({
  ...{ ticketId: newId(), key: newId(), came: null, joinsAsked: 0, turns: [], toldToWait: [] },
  ...{ slippedIn: false, refusal: null, order: null, end: null },
});

export interface WaitedFor {
  ask: Ask;
  variant: { productId: string; variantId: string };
  opensAt: Date;
  /** Until then nobody is called, by far. */
  closedUntil: Date;
  /** The shop's clock. */
  now: () => Date;
  over: AbortSignal;
}

/** As a waiting page asks for the drop's status. */
const askAgainMs = 1_000;

/** Looks again and again until they are told an end: called, or that all is sold. What can't be reached is asked again. */
export async function waitForDrop(
  drop: WaitedFor,
  waiter: Waiter,
  { does, slipsIn }: { does: WaiterDeed; slipsIn: boolean },
): Promise<void> {
  let own = notJoined;
  while (!drop.over.aborted && waiter.end === null) {
    const lookedAt = Date.now();
    own = (await look(drop, waiter, own, does, lookedAt).catch(() => null)) ?? own;
    if (slipsIn && own.joined && !waiter.slippedIn && drop.now() < drop.closedUntil)
      waiter.slippedIn = await slipIn(drop, waiter);
    if (waiter.end === null) await sleep(Math.max(lookedAt + askAgainMs - Date.now(), 50));
  }
}

async function look(
  drop: WaitedFor,
  waiter: Waiter,
  known: OwnPlace,
  does: WaiterDeed,
  lookedAt: number,
): Promise<OwnPlace> {
  const { ask, variant, now } = drop;
  const place = { productId: variant.productId, ticketId: waiter.ticketId };
  const { signal } = await ask("dropStatus", { productId: variant.productId });
  if (!signal) return known;
  const own = mayHaveMoved(signal, known) ? ((await ask("dropPlace", place)).own ?? known) : known;
  note(waiter, own);
  const phase = phaseOf(signal, own, now());
  if (phase === "before" || phase === "joinable" || phase === "passed") {
    waiter.joinsAsked += 1;
    const joined = await ask("joinDrop", place);
    if (waiter.joinsAsked === 1)
      waiter.came = signal.status !== "scheduled" ? "after" : now() < drop.opensAt ? "before" : null;
    return joined.own ?? own;
  }
  if (phase === "waiting" || phase === "drawing") waiter.toldToWait.push(lookedAt);
  if (phase === "sold_out" || phase === "closed") waiter.end = phase;
  if (phase === "turn") waiter.end = await takeTurn(drop, waiter, does);
  return own;
}

/** Their own place is asked for once it was drawn, and once the line has come to it. */
const mayHaveMoved = (signal: DropSignal, own: OwnPlace): boolean =>
  own.place === null ? signal.placedThrough > 0 : signal.admittedThrough >= own.place;

function note({ turns }: Waiter, { place, admittedUntil }: OwnPlace): void {
  if (place === null) return;
  const last = turns.at(-1);
  // Who let their time pass and came again stands somewhere else.
  const turn = last && (last.admittedUntil === null || last.admittedUntil === admittedUntil) ? last : newTurn(turns);
  turn.places.add(place);
  turn.admittedUntil = admittedUntil;
}

function newTurn(turns: Waiter["turns"]): Waiter["turns"][number] {
  const turn = { places: new Set<number>(), admittedUntil: null };
  turns.push(turn);
  return turn;
}

async function takeTurn(drop: WaitedFor, waiter: Waiter, does: WaiterDeed): Promise<Waiter["end"]> {
  if (does === "stays_away") return "stayed_away";
  const placed = await orderOne(drop, waiter);
  // Time passed while they ordered, or nobody answered: they look again.
  if (!placed || placed.refusal === "not_admitted") return null;
  waiter.order = placed.order;
  waiter.refusal = placed.refusal;
  if (!placed.order) return "refused";
  const { order } = placed;
  const page = await insist(() => drop.ask("openPage", order));
  if (page?.url) await finishPurchase(drop.ask, order, page.url, does);
  return "ordered";
}

async function slipIn(drop: WaitedFor, waiter: Waiter): Promise<boolean> {
  const placed = await orderOne(drop, waiter, 1);
  return placed?.order != null && drop.now() < drop.opensAt;
}

/** One order for each who waits, however often they send it. */
async function orderOne({ ask, variant }: WaitedFor, { ticketId: customerId, key }: Waiter, times?: number) {
  const cart = { customerId, locale: "en-US" as const, lines: [{ ...variant, quantity: 1 }] };
  if (!(await insist(() => ask("fillCart", cart), times))) return null;
  const email = `waits-${customerId.slice(-6)}@example.com`;
  const checkout = { customerId, locale: "en-US", key, email, giftCard: null, useStoreCredit: false } as const;
  return insist(() => ask("checkout", checkout), times);
}
