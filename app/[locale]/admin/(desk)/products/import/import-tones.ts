import type { Tone } from "@/components/ui/status-chip";
import type { ImportRunStatus } from "@/lib/catalog/import/desk/product-import";

export const importTones: Record<ImportRunStatus, Tone> = {
  receiving: "moving",
  reading: "moving",
  ready: "waiting",
  importing: "moving",
  done: "good",
  cancelled: "quiet",
  failed: "waiting",
};
