import { z } from "zod";
import type { Actor } from "./order";

/** How an order that nobody paid ends, and who wants it. */
export interface End {
  to: "lapsed" | "cancelled";
  actor: Actor;
}

/** What begins a try to pay that is waited for. */
export const begins = ["payment_promised", "payment_processing"];

/** A try to pay that began later is none that was called off, and one the provider won't call off goes on. */
const ends = [...begins, "payment_call_off_failed"];

/** The kinds of event that say whether a payment is being called off. */
export const callOffTypes = ["payment_called_off", ...ends] as const;

/** Of an order's history, oldest first: what began to call off the payment that is waited for now. */
export function calledOffIn<Event extends { type: string }>(history: readonly Event[]): Event | undefined {
  const since = history.findLastIndex(({ type }) => ends.includes(type)) + 1;
  return history.slice(since).find(({ type }) => type === "payment_called_off");
}

const askedSchema = z.object({
  actor: z.union([z.enum(["shopper", "clock"]), z.templateLiteral(["staff:", z.string()])]),
  data: z.object({ to: z.enum(["lapsed", "cancelled"]) }),
});

/** What was asked for, and by whom, where somebody has begun to call the payment off. */
export function askedEnd({
  events,
}: {
  events: readonly { type: string; actor: string; data: unknown }[];
}): End | null {
  const told = askedSchema.safeParse(calledOffIn(events)).data;
  return told ? { to: told.data.to, actor: told.actor } : null;
}
