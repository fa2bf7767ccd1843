import type { ListMarket } from "@/lib/catalog/read-cards";
import type { Db } from "@/lib/db/client";
import { keepAnswered } from "./keep-answered";
import { listPopular } from "./log-query";
import { isSoldFor } from "./sold-for";

/** So many for each that is shown are looked through: what is searched most may be what another market sells. */
const lookedThrough = 10;

/** What many shoppers search for, most first, and find in the market. */
export async function listOftenSearched(db: Db, { language, currency }: ListMarket, limit: number): Promise<string[]> {
  const popular = (await listPopular(db, language, limit * lookedThrough)).map(({ query }) => query);
  const answered = await keepAnswered(db, language, popular);
  return popular.filter((query) => isSoldFor(answered.get(query) ?? 0, currency)).slice(0, limit);
}
