import { cache } from "react";
import { fromShortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { readOwnProduct } from "@/lib/merchants/read-own-product";

/** The merchant's product by the id in its address, read once a request; null when it is none of theirs. */
export const findOwnProduct = cache(async (merchantId: string, id: string, language: Language) => {
  const productId = fromShortId(id);
  return productId ? readOwnProduct(db(), merchantId, productId, language) : null;
});
