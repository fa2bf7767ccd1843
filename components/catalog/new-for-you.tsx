"use client";

import { useEffect, useState } from "react";
import { readCountCookie } from "@/components/cart/count-cookie";
import { readSeen } from "./seen-store";
import { type SmallCard, smallCardsIn } from "./small-card";
import { SmallCards } from "./small-cards";

/**
 * What came in lately of the kinds this browser looked at, or this shopper bought. Asked for once the page is there, by
 * who has a past here only; it stands last on its page, so nothing moves when it comes.
 */
export function NewForYou({ locale, title }: { locale: string; title: string }) {
  const [products, setProducts] = useState<SmallCard[]>([]);

  useEffect(() => {
    const seen = readSeen();
    if (seen.length === 0 && readCountCookie() === null) return;
    const leaving = new AbortController();
    fetch(`/api/new-for-you?locale=${locale}&seen=${seen.join()}`, { signal: leaving.signal })
      .then(async (reply) => setProducts(reply.ok ? smallCardsIn(await reply.json()) : []))
      .catch(() => {});
    return () => leaving.abort();
  }, [locale]);

  return <SmallCards products={products} title={title} />;
}
