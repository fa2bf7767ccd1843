import { db } from "@/lib/db/client";
import { type KnownRules, knowRules } from "./known-rules";
import type { Merchandising } from "./merchandise";
import { readFacts } from "./read-facts";

/** One for the pages and the proxy, which are bundled apart and would know rules of different ages. */
const shared = globalThis as { cartwrightRules?: KnownRules };
shared.cartwrightRules ??= knowRules(db);
const known = shared.cartwrightRules;

/** A change made in this process shows with its next search. */
export const forgetRules = (): void => known.forget();

/** The rules of the running shop. */
export const shopRules: Merchandising = {
  rulesFor: (language, text) => known.find(language, text, new Date()),
  readFacts: (productIds) => readFacts(db(), productIds),
};
