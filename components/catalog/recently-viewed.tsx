"use client";

import { useEffect, useState } from "react";
import { readSeen, type SeenProduct, writeSeen } from "./seen-store";
import { SmallCards } from "./small-cards";

const shownMax = 6;

interface RecentlyViewedProps {
  locale: string;
  /** What is being looked at now: remembered, and not shown. */
  current?: SeenProduct;
  labels: { title: string; forget: string };
}

/** What this browser looked at before, most recent first, until it is told to forget. Kept in the browser alone. */
export function RecentlyViewed({ locale, current, labels }: RecentlyViewedProps) {
  const [seen, setSeen] = useState<SeenProduct[]>([]);

  useEffect(() => {
    const before = readSeen().filter(({ productId }) => productId !== current?.productId);
    setSeen(before.filter((each) => each.locale === locale).slice(0, shownMax));
    if (current) writeSeen([current, ...before]);
  }, [current, locale]);

  const forget = () => {
    writeSeen([]);
    setSeen([]);
  };
  return (
    <SmallCards
      action={
        <button className="text-link min-h-11 text-sm" onClick={forget} type="button">
          {labels.forget}
        </button>
      }
      products={seen}
      title={labels.title}
    />
  );
}
