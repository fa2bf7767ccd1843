import type { Db } from "@/lib/db/client";
import { openMerchant } from "@/lib/merchants/open-merchant";
import { ShopError } from "../up/shop-error";

const ownHandle = "my-shop";

/** The merchant of that handle. Without one it is a merchant of your own beside those of the demo, made on first use. */
export async function findMerchant(
  db: Db,
  handle: string = ownHandle,
  name?: string,
): Promise<{ merchantId: string; merchantName: string; handle: string }> {
  const merchants = await db.merchant.findMany({
    orderBy: { handle: "asc" },
    select: { merchantId: true, handle: true, name: true },
  });
  const known = merchants.find((merchant) => merchant.handle === handle);
  if (known) return { merchantId: known.merchantId, merchantName: known.name, handle };
  const merchantName = name ?? (handle === ownHandle ? "My shop" : undefined);
  if (!merchantName) {
    throw new ShopError(
      `There is no merchant "${handle}" (there are: ${merchants.map((merchant) => merchant.handle).join(", ") || "none yet"}). To open a new one, add --merchant-name "Its name".`,
    );
  }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(handle))
    throw new ShopError(`A merchant's handle has small letters, digits and single hyphens; "${handle}" does not.`);
  const { merchantId } = await openMerchant(db, { handle, name: merchantName }, new Date());
  return { merchantId, merchantName, handle };
}
