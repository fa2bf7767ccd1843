import { cache } from "react";
import { fromShortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { readFulfilment } from "@/lib/fulfilment/read-fulfilment";

/** The merchant's part of an order by the id in its address, read once a request; null when it is none of theirs. */
export const findOwnOrder = cache(async (merchantId: string, id: string) => {
  const fulfilmentId = fromShortId(id);
  return fulfilmentId ? readFulfilment(db(), merchantId, fulfilmentId) : null;
});
