import type { Tx } from "@/lib/db/client";
import { lockLocation } from "@/lib/inventory/own-stock";
import { readReturnPlace } from "./read-return-place";

/** The location a return has come to. It stays in use for the transaction, so that nothing is put where nobody looks. */
export async function lockReturnPlace(
  tx: Tx,
  parcel: { merchantId: string; orderId: string; lineIds: readonly string[] },
): Promise<string> {
  const { merchantId } = parcel;
  const locationId = (await readReturnPlace(tx, parcel))?.locationId ?? merchantId;
  return (await lockLocation(tx, merchantId, locationId)) ? locationId : merchantId;
}
