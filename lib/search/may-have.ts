import type { Db } from "@/lib/db/client";
import { areAnswered } from "./are-answered";
import { type Listing, writeWords } from "./match-sql";

/** Whether a listing can have anything by the projection's index, filters aside: cheaper to ask than to list. */
export async function mayHave(db: Db, { request, terms, mode, prefixes, productIds }: Listing): Promise<boolean> {
  if (productIds) return true;
  const answers = async (query: string) => (await areAnswered(db, request.language, [query]))[0] ?? false;
  // A beginning is many words, all of which the index gathers first: not before the whole words have something.
  const whole = prefixes ? terms.slice(0, -1) : [];
  if (whole.length > 0 && !(await answers(writeWords(whole, "all")))) return false;
  return answers(writeWords(terms, mode));
}
