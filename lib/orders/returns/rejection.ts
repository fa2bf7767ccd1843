import { z } from "zod";

const rejectedSchema = z.object({ returnId: z.string(), reason: z.string().min(1) });

/** Why the merchant took nothing back, as the order's history has it; null for a return that was not turned down. */
export function rejectionOf(events: readonly { type: string; data: unknown }[], returnId: string): string | null {
  for (const { type, data } of events) {
    const told = type === "return_rejected" ? rejectedSchema.safeParse(data).data : null;
    if (told?.returnId === returnId) return told.reason;
  }
  return null;
}
