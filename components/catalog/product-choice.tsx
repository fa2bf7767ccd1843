"use client";

import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { chooseValue } from "@/lib/catalog/choose-variant";
import { fetchLive, notYetLive } from "./fetch-live";

/** A variant as the page shows it: prices already written the market's way. */
export interface ShownVariant {
  variantId: string;
  /** What stands behind `#` in the address that opens with this variant. */
  hash: string;
  options: Record<string, string>;
  price: string;
  compareAt: string | null;
  /** "Save $40.00", or null. */
  saving: string | null;
  /** Free units, as known when the page was made; corrected once the page is live. */
  free: number | null;
  /** The day it leaves at the earliest, `yyyy-mm-dd`, where that is not today. */
  shipsFrom: string | null;
  perCustomerMax: number | null;
  /** When a parcel that leaves on that day would arrive; empty until the page is live. */
  delivery: Delivery[];
}

export interface Delivery {
  method: string;
  from: string;
  to: string;
}

interface Choice {
  variant: ShownVariant;
  variants: ShownVariant[];
  /** Moves to the variant with this value; does nothing when there is none. */
  choose: (key: string, value: string) => void;
  /** Where a value leads, or null when it can't be chosen. */
  target: (key: string, value: string) => ShownVariant | null;
  /** Empty until the page is live. */
  delivery: Delivery[];
  /** The waiting room it is sold through, or null. */
  drop: unknown;
}

const ChoiceContext = createContext<Choice | null>(null);

export function useChoice(): Choice {
  const choice = use(ChoiceContext);
  if (!choice) throw new Error("useChoice stands outside of ProductChoice");
  return choice;
}

interface ProductChoiceProps {
  productId: string;
  locale: string;
  variants: ShownVariant[];
  /** Option keys in the order they are chosen. */
  order: string[];
  startId: string;
  /** "Save {amount}". */
  savingTemplate: string;
  children: ReactNode;
}

/** Which variant is chosen: shared by gallery, picker and the bar at the bottom of a phone. */
export function ProductChoice({
  productId,
  locale,
  variants,
  order,
  startId,
  savingTemplate,
  children,
}: ProductChoiceProps) {
  const [chosenId, setChosenId] = useState(startId);
  const [live, setLive] = useState(notYetLive);

  useEffect(() => {
    const linked = variants.find(({ hash }) => `#${hash}` === location.hash);
    if (linked) setChosenId(linked.variantId);
  }, [variants]);

  useEffect(() => {
    const abort = new AbortController();
    fetchLive(productId, locale, savingTemplate, abort.signal).then(setLive, () => {
      // Without live figures the page keeps those it was made with; the cart checks again.
    });
    return () => abort.abort();
  }, [productId, locale, savingTemplate]);

  const choice = useMemo(() => {
    const shown = variants.map((variant) => ({
      ...variant,
      ...live.variants.find(({ variantId }) => variantId === variant.variantId),
    }));
    const variant = shown.find(({ variantId }) => variantId === chosenId) ?? shown[0];
    if (!variant) return null;
    const target = (key: string, value: string) => chooseValue(shown, order, variant.options, key, value);
    return {
      variant,
      variants: shown,
      delivery: variant.shipsFrom ? variant.delivery : live.delivery,
      drop: live.drop,
      target,
      choose: (key: string, value: string) => {
        const next = target(key, value);
        if (!next) return;
        setChosenId(next.variantId);
        // Without a state of its own the router takes the new address over and keeps it.
        history.replaceState(null, "", `#${next.hash}`);
      },
    };
  }, [variants, live, chosenId, order]);

  return choice ? <ChoiceContext value={choice}>{children}</ChoiceContext> : children;
}
