"use client";

import { useEffect, useState } from "react";
import { readSeen, writeSeen } from "./seen-store";
import { type SmallCard, smallCardsIn } from "./small-card";
import { SmallCards } from "./small-cards";

const shownMax = 6;

interface RecentlyViewedProps {
  locale: string;
  /** What is being looked at now: remembered, and not shown. */
  currentId?: string;
  labels: { title: string; forget: string };
}

/**
 * What this browser looked at before, most recent first, until it is told to forget, as far as it can be had today and at
 * what it costs today. Which it was is kept in the browser alone; who looked at nothing else asks nothing.
 */
export function RecentlyViewed({ locale, currentId, labels }: RecentlyViewedProps) {
  const [products, setProducts] = useState<SmallCard[]>([]);
  const [expected, setExpected] = useState(0);
  const [forgotten, setForgotten] = useState(false);

  useEffect(() => {
    const before = readSeen().filter((productId) => productId !== currentId);
    if (currentId) writeSeen([currentId, ...before]);
    setForgotten(false);
    setProducts([]);
    setExpected(Math.min(before.length, shownMax));
    if (before.length === 0) return;
    const leaving = new AbortController();
    fetch(`/api/cards?locale=${locale}&ids=${before.join()}`, { signal: leaving.signal })
      .then(async (reply) => setProducts(reply.ok ? smallCardsIn(await reply.json()).slice(0, shownMax) : []))
      .catch(() => {})
      .finally(() => leaving.signal.aborted || setExpected(0));
    return () => leaving.abort();
  }, [currentId, locale]);

  const forget = () => {
    writeSeen([]);
    setForgotten(true);
  };
  if (forgotten) return null;
  return (
    <SmallCards
      action={
        <button className="min-h-11 text-sm" onClick={forget} type="button">
          <span className="text-link">{labels.forget}</span>
        </button>
      }
      expected={expected}
      products={products}
      title={labels.title}
    />
  );
}
