import type { Pin } from "../engine";
import type { Listing } from "../match-sql";
import type { PinsInList } from "../read-pins";
import { askAll, idsOf, partsOf } from "./ask";
import type { Connection } from "./connection";
import { quote } from "./write-query";

/** Which of the request's pins stand in the list: those it has anyway, and those that stand in it always. */
export async function selectPins(connection: Connection, listing: Listing): Promise<PinsInList> {
  const { pins = [], sort } = listing.request;
  if (pins.length === 0 || sort !== "relevance") return { pins: [], guests: 0 };
  const { words, without } = partsOf(listing);
  const whatever = partsOf({ ...listing, terms: [] });
  const always = pins.filter((pin) => pin.always);
  const [own, any] = await askAll(connection, listing, [
    { ...words, filter: [...without().filter, among(pins.map(idOf))], limit: pins.length },
    { filter: [...whatever.without().filter, among(always.map(idOf))], limit: pins.length },
  ]);
  const named = new Set(idsOf(own));
  const allowed = new Set(idsOf(any));
  const listed = pins.filter(({ productId }) => named.has(productId) || allowed.has(productId));
  return { pins: listed, guests: listed.filter(({ productId }) => !named.has(productId)).length };
}

const idOf = ({ productId }: Pin): string => productId;

export const among = (productIds: readonly string[]): string => `id IN [${productIds.map(quote).join(", ")}]`;
