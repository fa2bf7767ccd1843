import type { ReturnStatus } from "@/lib/orders/returns/return";
import type { Tone } from "./status-chip";

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
