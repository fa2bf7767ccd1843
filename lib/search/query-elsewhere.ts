import { plainQuery } from "@/lib/core/plain-query";

/**
 * A list's query (`?…`, or empty) in another market. Where that charges in other money a price is left out, and the page it
 * led to with it: up to 100 dollars is not up to 100 yen. For pages and scripts alike.
 */
export function queryElsewhere(search: string, { sameMoney }: { sameMoney: boolean }): string {
  const query = new URLSearchParams(search);
  if (sameMoney || !query.has("price")) return search;
  query.delete("price");
  query.delete("page");
  const text = plainQuery(query.toString());
  return text && `?${text}`;
}
