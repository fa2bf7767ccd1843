import { keep } from "@/lib/cache/kept";
import type { Tx } from "@/lib/db/client";

export type CaptureMode = "at_once" | "on_shipment";

const kept = keep<CaptureMode>();

/** When an order's money is taken: with its first parcel only where every merchant of the order asks for that. */
export async function readCaptureMode(tx: Tx, merchantIds: readonly string[]): Promise<CaptureMode> {
  const modes = await kept(merchantIds, async (missing) => {
    const merchants = await tx.merchant.findMany({
      where: { merchantId: { in: missing } },
      select: { merchantId: true, captureMode: true },
    });
    return new Map(merchants.map(({ merchantId, captureMode }) => [merchantId, captureMode]));
  });
  return [...modes.values()].every((mode) => mode === "on_shipment") ? "on_shipment" : "at_once";
}
