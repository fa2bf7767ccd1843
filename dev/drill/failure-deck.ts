import { z } from "zod";
import { between, chance } from "@/dev/demo-catalog/chance";
import { callFailures, readFailures, type StripeFailure } from "@/dev/testing/stripe-failures";

/** All ways in which a call of Stripe's can fail, each dealt once before one is dealt again. */
export interface FailureDeck {
  /** Some at a time, each for a call of its own. */
  deal(): object[];
  size: number;
}

const failures = callFailures.filter(({ fault }) => fault !== null);

/** A refund that Stripe refuses, or whose payment it does not know for an hour, is for a person; a storm has none. */
const isForNobody = ({ isNo, fault }: StripeFailure) => !isNo && !JSON.stringify(fault).includes("resource_missing");
const isAny = () => true;

/** What may fail, and how. */
const calls: { match: string; may(failure: StripeFailure): boolean }[] = [
  { match: "POST /v1/checkout/sessions", may: isAny },
  { match: "POST /v1/checkout/sessions/*", may: isAny },
  { match: "POST /v1/payment_intents/*", may: isAny },
  { match: "POST /v1/refunds", may: isForNobody },
  { match: "GET /v1/*", may: (failure) => readFailures.includes(failure) },
  { match: "* /v1/*", may: isForNobody },
];

const dealtAtOnce = 4;
const timesMax = 6;

export function shuffleFailures(seed: string): FailureDeck {
  const next = chance(seed);
  let deck: StripeFailure[] = [];
  const dealOne = () => {
    if (deck.length === 0) deck = shuffle(failures, next);
    const failure = deck.pop();
    if (!failure) throw new Error("there is no way to fail");
    const possible = calls.filter(({ may }) => may(failure));
    const { match = "" } = possible[Math.floor(next() * possible.length)] ?? {};
    return { ...failure.fault, name: failure.name, match, times: between(next, 1, timesMax) };
  };
  return { deal: () => Array.from({ length: dealtAtOnce }, dealOne), size: failures.length };
}

const metSchema = z.object({ met: z.array(z.string()) });

/** In how many ways a call did fail: what is dealt waits for a call that matches, which may never come. */
export async function countMet(control: (name: string) => Promise<unknown>): Promise<number> {
  return metSchema.parse(await control("faults")).met.length;
}

function shuffle<T>(all: readonly T[], next: () => number): T[] {
  return all
    .map((each) => ({ each, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ each }) => each);
}
