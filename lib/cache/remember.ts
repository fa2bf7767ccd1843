import type { z } from "zod";
import type { GuardedStore } from "./guard-store";
import type { Keep } from "./store";

interface Recipe<Value> extends Omit<Keep, "moment" | "tags"> {
  key: string;
  /** What is kept crossed a boundary, and may be another version's: what doesn't fit is read anew. */
  schema: z.ZodType<Value>;
  tagsOf(value: Value): readonly string[];
}

const flights = new WeakMap<GuardedStore, Map<string, Promise<unknown>>>();

/**
 * The value under a key, or read from its source and kept. A hundred who ask one process at once cause one reading, with
 * and without a store that answers. What throws is not kept.
 */
export function remember<Value>(
  store: GuardedStore,
  recipe: Recipe<Value>,
  read: () => Promise<Value>,
): Promise<Value> {
  const flying = flights.get(store) ?? new Map<string, Promise<unknown>>();
  flights.set(store, flying);
  const begun = flying.get(recipe.key);
  // One key has one recipe, so whoever flies under it brings the same kind of value.
  if (begun) return begun as Promise<Value>;
  const flight = findOrRead(store, recipe, read).finally(() => flying.delete(recipe.key));
  flying.set(recipe.key, flight);
  return flight;
}

async function findOrRead<Value>(
  store: GuardedStore,
  { key, schema, tagsOf, ...times }: Recipe<Value>,
  read: () => Promise<Value>,
): Promise<Value> {
  const found = await store.get(key);
  const kept = schema.safeParse(found?.value);
  if (kept.success) return kept.data;
  const value = await read();
  // Kept before it is answered: a function that lives for one request may stop right after.
  if (found) await store.set(key, value, { ...times, moment: found.moment, tags: tagsOf(value) });
  return value;
}
