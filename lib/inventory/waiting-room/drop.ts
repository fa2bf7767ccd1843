/**
 * Glossary. *Drop*: a product that goes on sale at one moment, behind a waiting room. *Ticket*: whoever waits, by the id
 * of the shopper's signed cookie. *Place*: the number a ticket is called by; drawn by lot for those who were there before
 * the opening, first come, first served after it. *Admission*: the right to place one order, for ten minutes.
 */
export const dropStatuses = ["scheduled", "open", "sold_out", "closed"] as const;
export type DropStatus = (typeof dropStatuses)[number];

/** From each status, where a drop may go. Sold out opens again when an order nobody paid gives its units back. */
export const dropTransitions: Record<DropStatus, readonly DropStatus[]> = {
  scheduled: ["open", "sold_out", "closed"],
  open: ["open", "sold_out", "closed"],
  sold_out: ["open", "sold_out", "closed"],
  closed: [],
};

/** The statuses from which `to` can be reached: what a conditional update asks for. */
export const dropStatusesBefore = (to: DropStatus): DropStatus[] =>
  dropStatuses.filter((from) => dropTransitions[from].includes(to));

/** How long who was called may take to place an order. */
export const admissionMs = 10 * 60_000;

export interface DropKey {
  productId: string;
  dropId: string;
}

/** What everybody may know of a drop: the same answer for all who wait. */
export interface DropSignal {
  status: DropStatus;
  /** ISO 8601. */
  opensAt: string;
  placedThrough: number;
  admittedThrough: number;
  pacePerSecond: number;
  soldOut: boolean;
}

/** What one shopper may know besides: where they stand themselves. */
export interface OwnPlace {
  joined: boolean;
  place: number | null;
  /** ISO 8601; until then an order may be placed. */
  admittedUntil: string | null;
}

export const notJoined: OwnPlace = { joined: false, place: null, admittedUntil: null };

export type DropPhase =
  | "before"
  | "entered"
  | "joinable"
  | "drawing"
  | "waiting"
  | "turn"
  | "passed"
  | "sold_out"
  | "closed";

/** Where a shopper stands, by what everybody knows and what they know of themselves. */
export function phaseOf(signal: DropSignal, own: OwnPlace, now: Date): DropPhase {
  if (signal.soldOut) return "sold_out";
  if (signal.status === "closed") return "closed";
  if (own.admittedUntil) return new Date(own.admittedUntil) > now ? "turn" : "passed";
  if (signal.status === "scheduled" && now < new Date(signal.opensAt)) return own.joined ? "entered" : "before";
  if (!own.joined) return "joinable";
  return own.place === null ? "drawing" : "waiting";
}

/** How many are to be called before this place is. */
export const aheadOf = ({ admittedThrough }: DropSignal, place: number): number =>
  Math.max(place - admittedThrough - 1, 0);

/** Minutes until this place is called if all goes as fast as it may; at least one. */
export const minutesUntil = (signal: DropSignal, place: number): number =>
  Math.max(Math.ceil(aheadOf(signal, place) / signal.pacePerSecond / 60), 1);
