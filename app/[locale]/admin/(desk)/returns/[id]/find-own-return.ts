import { cache } from "react";
import { fromShortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { readOwnReturn } from "@/lib/orders/returns/read-own-return";

/** The merchant's return by the id in its address, read once a request; null when it is none of theirs. */
export const findOwnReturn = cache(async (merchantId: string, id: string) => {
  const returnId = fromShortId(id);
  return returnId ? readOwnReturn(db(), merchantId, returnId) : null;
});
