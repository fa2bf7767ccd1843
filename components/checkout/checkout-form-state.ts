import type { Summary } from "./summary";

export interface CheckoutRefusal {
  text: string;
  toCart: boolean;
  /** The page of the order that was placed already. */
  orderHref?: string | undefined;
}

/** What the checkout form shows after a submission that did not become an order. */
export interface CheckoutFormState {
  /** As typed: nothing is lost. */
  values: Record<string, string>;
  errors: { name: string; text: string }[];
  errorsTitle: string;
  refusal: CheckoutRefusal | null;
  summary: Summary | null;
}

export const untouched: CheckoutFormState = { values: {}, errors: [], errorsTitle: "", refusal: null, summary: null };
