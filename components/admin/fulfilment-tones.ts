import type { Tone } from "@/components/ui/status-chip";
import type { FulfilmentStatus } from "@/lib/fulfilment/fulfilment";

export const fulfilmentTones: Record<FulfilmentStatus, Tone> = {
  to_pack: "waiting",
  partially_shipped: "waiting",
  shipped: "moving",
  delivered: "good",
  cancelled: "quiet",
};
