import type { Metadata } from "next";
import { cache } from "react";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { readOrderToken } from "@/lib/orders/order-token";
import { readOrder } from "@/lib/orders/read-order";

/** The order behind a signed link, read once a request; null when we did not sign it. */
export const findOrder = cache(async (token: string) => {
  const key = readOrderToken(token, env().AUTH_SECRET);
  return key && readOrder(db(), key);
});

/** Of every page behind the link, for it is a key: no search engine may keep it, and no other site may be told it. */
export const secretPage = { robots: { index: false, follow: false }, referrer: "same-origin" } satisfies Metadata;
