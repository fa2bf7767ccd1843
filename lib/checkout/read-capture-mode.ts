import type { Tx } from "@/lib/db/client";

/** When an order's money is taken: with its first parcel only where every merchant of the order asks for that. */
export async function readCaptureMode(tx: Tx, merchantIds: readonly string[]): Promise<"at_once" | "on_shipment"> {
  const merchants = await tx.merchant.findMany({
    where: { merchantId: { in: [...new Set(merchantIds)] } },
    select: { captureMode: true },
  });
  return merchants.every(({ captureMode }) => captureMode === "on_shipment") ? "on_shipment" : "at_once";
}
