import { z } from "zod";
import type { HistoryEntry } from "./history";

/** Why units were called off or money went back: what staff, buyers and the shop itself give as the reason. */
const eventReasons = [
  "changed_mind",
  "sold_out",
  "buyer_asked",
  "suspicious",
  "damaged",
  "not_as_described",
  "late",
  "goodwill",
  "other",
  "returned",
  "exchanged",
  "costs_less",
  "cancelled",
  "dashboard",
  "out_of_stock",
  "order_cancelled",
  "paid_twice",
  "amount_mismatch",
] as const;

const reasonSchema = z.enum(eventReasons);

type EventReason = { code: z.infer<typeof reasonSchema> } | { dispute: string } | { fraud: string } | { words: string };

/** The reason that an event carries: one of ours, the bank's of a dispute or a warning, or words that are told as they are. */
export function eventReasonOf({ type, detail: { reason } }: Pick<HistoryEntry, "type" | "detail">): EventReason | null {
  if (!reason) return null;
  if (type === "disputed" || type === "dispute_closed") return { dispute: reason };
  if (type === "fraud_warned") return { fraud: reason };
  const code = type === "return_rejected" ? undefined : reasonSchema.safeParse(reason).data;
  return code ? { code } : { words: reason };
}
