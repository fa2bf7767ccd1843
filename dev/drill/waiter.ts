import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "@/lib/core/ids";
import { aheadOf, type DropSignal, notJoined, type OwnPlace, phaseOf } from "@/lib/inventory/waiting-room/drop";
import { finishPurchase } from "./endings";
import { insist } from "./insist";
import { orderOne } from "./order-one";
import type { Ask } from "./verbs";

/** What who is called does. One lets the time for it pass, and stands in the line again; one in yen wants a voucher. */
export type WaiterDeed = "pays" | "walks_away" | "stays_away" | "comes_late" | "tries_voucher";

export interface Habit {
  does: WaiterDeed;
  /** Tries to order before they are called. */
  slipsIn: boolean;
}

/** One who waits for a drop, and what they were told. Moments are the machine's own, in milliseconds. */
export interface Waiter {
  ticketId: string;
  key: string;
  /** By the clock: before it opened, or after it, be it that the drop's own first beat was yet to come. */
  came: "before" | "unopened" | "after" | null;
  /** Each time they stood in the line: the places they were told, which ought to be one, and until when they might order. */
  turns: { places: Set<number>; admittedUntil: string | null }[];
  joinsAsked: number;
  rejoined: boolean;
  /** When they asked and were told to wait on. */
  toldToWait: number[];
  /** How often they were told that they may not order: before it opened, before they were called, and once they had ordered. */
  keptOut: { before: number; open: number; again: number };
  /** They tried to order before they were called, and could. */
  slippedIn: boolean;
  /** They were called while they tried. */
  calledUnseen: boolean;
  did: WaiterDeed | null;
  /** Why who was called could not order, and when by the shop's clock. */
  refusal: { code: string | null; at: Date } | null;
  order: { customerId: string; orderId: string } | null;
  end: "ordered" | "stayed_away" | "refused" | "sold_out" | "closed" | null;
}

export const newWaiter = (): Waiter => ({
  ...{ ticketId: newId(), key: newId(), came: null, joinsAsked: 0, rejoined: false, turns: [], toldToWait: [] },
  ...{ keptOut: { before: 0, open: 0, again: 0 }, slippedIn: false, calledUnseen: false },
  ...{ did: null, refusal: null, order: null, end: null },
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
/** By so much the clocks of those who ask and of those who answer may differ. */
const skewMs = 200;

/** Looks again and again until they are told an end: called, or that all is sold. What can't be reached is asked again. */
export async function waitForDrop(drop: WaitedFor, waiter: Waiter, habit: Habit): Promise<void> {
  let own = notJoined;
  while (!drop.over.aborted && waiter.end === null) {
    const lookedAt = Date.now();
    own = (await look(drop, waiter, own, habit, lookedAt).catch(() => null)) ?? own;
    if (waiter.end === null) await sleep(Math.max(lookedAt + askAgainMs - Date.now(), 50));
  }
}

async function look(
  drop: WaitedFor,
  waiter: Waiter,
  known: OwnPlace,
  { does, slipsIn }: Habit,
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
    const askedAt = now().getTime();
    const joined = await ask("joinDrop", place);
    if (waiter.joinsAsked === 1) waiter.came = cameWhen(drop, signal, askedAt);
    if (phase === "passed") waiter.rejoined = true;
    return joined.own ?? own;
  }
  if (phase === "waiting" || phase === "drawing") waiter.toldToWait.push(lookedAt);
  if (phase === "sold_out" || phase === "closed") waiter.end = phase;
  if (phase === "turn") waiter.end = await takeTurn(drop, waiter, does);
  if (slipsIn && phase === "entered" && now() < drop.closedUntil) await slipIn(drop, waiter, "before", null);
  if (slipsIn && phase === "waiting" && own.place !== null && aheadOf(signal, own.place) >= farBehind)
    await slipIn(drop, waiter, "open", own.place);
  return own;
}

function cameWhen({ opensAt, now }: WaitedFor, signal: DropSignal, askedAt: number): Waiter["came"] {
  if (now().getTime() <= opensAt.getTime() - skewMs) return "before";
  if (askedAt < opensAt.getTime() + skewMs) return null;
  return signal.status === "scheduled" ? "unopened" : "after";
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

const endingOf = { pays: "pays", comes_late: "pays", walks_away: "walks_away", tries_voucher: "voucher" } as const;

async function takeTurn(drop: WaitedFor, waiter: Waiter, does: WaiterDeed): Promise<Waiter["end"]> {
  if (does === "stays_away" || does === "comes_late") waiter.did = does;
  if (does === "stays_away") return "stayed_away";
  if (does === "comes_late" && !waiter.rejoined) return null;
  const inYen = does === "tries_voucher";
  const placed = await orderOne(drop, waiter, { inYen });
  // Time passed while they ordered, or nobody answered: they look again.
  if (!placed || placed.refusal === "not_admitted") return null;
  if (!placed.order) {
    if (drop.now().toISOString() >= (waiter.turns.at(-1)?.admittedUntil ?? "")) return null;
    waiter.refusal = { code: placed.refusal, at: drop.now() };
    return "refused";
  }
  const { order } = placed;
  waiter.order = order;
  const again = await orderOne(drop, waiter, { inYen, again: true, times: 1 });
  if (again?.refusal === "not_admitted") waiter.keptOut.again += 1;
  const page = await insist(() => drop.ask("openPage", order));
  if (page?.url) await finishPurchase(drop.ask, order, page.url, endingOf[does]);
  waiter.did = does;
  return "ordered";
}

/** So far from being called that they are not while they order. */
const farBehind = 3;
const slipsMax = 3;
/** A shop may keep what it tells of a drop for a fifth of a second. */
const keptMs = 300;

async function slipIn(drop: WaitedFor, waiter: Waiter, when: "before" | "open", place: number | null): Promise<void> {
  if (waiter.slippedIn || waiter.keptOut[when] === slipsMax) return;
  const placed = await orderOne(drop, waiter, { times: 1 });
  if (placed?.refusal === "not_admitted") waiter.keptOut[when] += 1;
  if (!placed?.order) return;
  waiter.calledUnseen = place === null ? drop.now() >= drop.opensAt : await isCalled(drop, place);
  if (!waiter.calledUnseen) {
    waiter.slippedIn = true;
    return;
  }
  waiter.order = placed.order;
  waiter.end = "ordered";
}

async function isCalled({ ask, variant }: WaitedFor, place: number): Promise<boolean> {
  await sleep(keptMs);
  const status = await insist(() => ask("dropStatus", { productId: variant.productId }));
  return (status?.signal?.admittedThrough ?? 0) >= place;
}
