import { z } from "zod";

/**
 * Why the shop gives back less than what was taken back had cost, or nothing: its money went back before, a bank has taken
 * it back for good, it was paid outside the shop, it was not fully paid, or it cost nothing.
 */
const shortfallSchema = z.enum(["given_back", "lost", "paid_otherwise", "unpaid", "free"]);
export type Shortfall = z.infer<typeof shortfallSchema>;

const settledSchema = z.object({ returnId: z.string(), shortfall: shortfallSchema });

/** Why a return was settled without a refund, as the order's history has it; null where it does not say. */
export function shortfallOf(events: readonly { type: string; data: unknown }[], returnId: string): Shortfall | null {
  for (const { type, data } of events) {
    const told = type === "return_settled" ? settledSchema.safeParse(data).data : null;
    if (told?.returnId === returnId) return told.shortfall;
  }
  return null;
}
