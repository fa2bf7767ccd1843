import { z } from "zod";
import type { Tone } from "@/components/ui/status-chip";

/** The provider's words; one that is new to the shop is looked into, as far as anybody here can tell. */
export const disputeStatusSchema = z
  .enum([
    "needs_response",
    "warning_needs_response",
    "under_review",
    "warning_under_review",
    "won",
    "warning_closed",
    "prevented",
    "lost",
  ])
  .catch("under_review");

export const disputeTones: Record<z.infer<typeof disputeStatusSchema>, Tone> = {
  needs_response: "waiting",
  warning_needs_response: "waiting",
  under_review: "moving",
  warning_under_review: "moving",
  won: "good",
  warning_closed: "good",
  prevented: "good",
  lost: "quiet",
};
