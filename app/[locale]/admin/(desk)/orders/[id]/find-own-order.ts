import { cache } from "react";
import type { StaffSession } from "@/lib/auth/read-staff";
import { fromShortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { readFulfilment } from "@/lib/fulfilment/read-fulfilment";

/** The part of an order that the merchant worked for has, by the id in its address; null when it is none of theirs. */
export const findOwnOrder = ({ merchantId, operator }: StaffSession, id: string) => readOnce(merchantId, operator, id);

/** Once a request. */
const readOnce = cache(async (merchantId: string, operator: boolean, id: string) => {
  const fulfilmentId = fromShortId(id);
  return fulfilmentId ? readFulfilment(db(), merchantId, fulfilmentId, { operator }) : null;
});
