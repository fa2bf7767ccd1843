import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { ShopError } from "../up/shop-error";

const ownHandle = "my-shop";

/** The merchant of that handle. Without one it is a merchant of your own beside those of the demo, made on first use. */
export async function findMerchant(
  db: Db,
  handle: string = ownHandle,
  name?: string,
): Promise<{ merchantId: string; merchantName: string }> {
  const merchants = await db.merchant.findMany({
    orderBy: { handle: "asc" },
    select: { merchantId: true, handle: true, name: true },
  });
  const known = merchants.find((merchant) => merchant.handle === handle);
  if (known) return { merchantId: known.merchantId, merchantName: known.name };
  const merchantName = name ?? (handle === ownHandle ? "My shop" : undefined);
  if (!merchantName) {
    throw new ShopError(
      `There is no merchant "${handle}" (there are: ${merchants.map((merchant) => merchant.handle).join(", ") || "none yet"}). To open a new one, add --merchant-name "Its name".`,
    );
  }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(handle))
    throw new ShopError(`A merchant's handle has small letters, digits and single hyphens; "${handle}" does not.`);
  const merchantId = newId();
  await db.merchant.create({
    data: { merchantId, handle, name: merchantName, createdAt: new Date() },
    select: { merchantId: true },
  });
  await db.location.create({
    data: { merchantId, locationId: merchantId, name: merchantName, createdAt: new Date() },
    select: { merchantId: true },
  });
  await letInKeepers(
    db,
    merchantId,
    merchants.map((merchant) => merchant.merchantId),
  );
  return { merchantId, merchantName };
}

/** Who looks after every other merchant looks after the new one as well: nobody could manage its products otherwise. */
async function letInKeepers(db: Db, merchantId: string, others: string[]): Promise<void> {
  const accounts = await db.staffAccount.findMany({ select: { staffId: true, merchantIds: true } });
  const keepers = accounts.filter(
    ({ merchantIds }) => others.length > 0 && others.every((other) => merchantIds.includes(other)),
  );
  await db.staffMembership.createMany({
    data: keepers.map(({ staffId }) => ({ merchantId, staffId, role: "owner" as const })),
  });
  for (const { staffId, merchantIds } of keepers)
    await db.staffAccount.update({
      where: { staffId },
      data: { merchantIds: [...merchantIds, merchantId] },
      select: { staffId: true },
    });
}
