import type { Tone } from "@/components/ui/status-chip";
import type { ReturnStatus } from "@/lib/orders/returns/return";

export const returnTones: Record<ReturnStatus, Tone> = {
  requested: "waiting",
  approved: "moving",
  received: "waiting",
  inspected: "waiting",
  refunded: "good",
  exchanged: "good",
  rejected: "quiet",
  cancelled: "quiet",
};
