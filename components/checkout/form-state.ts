import type { Summary } from "./summary";

/** What the checkout form shows after a submission that did not become an order. */
export interface CheckoutFormState {
  /** As typed: nothing is lost. */
  values: Record<string, string>;
  errors: { name: string; text: string }[];
  errorsTitle: string;
  refusal: { text: string; toCart: boolean } | null;
  summary: Summary | null;
}

export const untouched: CheckoutFormState = { values: {}, errors: [], errorsTitle: "", refusal: null, summary: null };
