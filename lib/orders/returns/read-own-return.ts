import type { Db } from "@/lib/db/client";
import { type OrderView, readOrder } from "../read-order";
import { type ReturnView, readReturns } from "./read-returns";

/** A return of the merchant's own with its order, or null when it is none of the merchant's. */
export async function readOwnReturn(
  db: Db,
  merchantId: string,
  returnId: string,
): Promise<{ order: OrderView; found: ReturnView } | null> {
  const own = await db.merchantReturn.findUnique({
    where: { merchantId_returnId: { merchantId, returnId } },
    select: { customerId: true, orderId: true },
  });
  const order = own && (await readOrder(db, own));
  const found = order && (await readReturns(db, order)).find((each) => each.returnId === returnId);
  return found ? { order, found } : null;
}
