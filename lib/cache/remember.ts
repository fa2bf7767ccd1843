import type { z } from "zod";
import type { GuardedStore } from "./guard-store";
import { shareReading } from "./share-reading";
import type { Keep } from "./store";

interface Recipe<Value> extends Omit<Keep, "moment" | "tags"> {
  key: string;
  /** What is kept crossed a boundary, and may be another version's: what doesn't fit is read anew. */
  schema: z.ZodType<Value>;
  tagsOf(value: Value): readonly string[];
}

/**
 * The value under a key, or read from its source and kept. A hundred who ask one process at once cause one reading, with
 * and without a store that answers. What throws is not kept.
 */
export function remember<Value>(
  store: GuardedStore,
  recipe: Recipe<Value>,
  read: () => Promise<Value>,
): Promise<Value> {
  return shareReading(store, recipe.key, () => findOrRead(store, recipe, read));
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
