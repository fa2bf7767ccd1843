import { z } from "zod";
import { unlessMissing } from "./unless-missing";

const namedSchema = z.object({ id: z.string().min(1) });

/**
 * What a webhook tells of or, where that can't be read, as the provider has it now: a webhook speaks the version that its
 * endpoint or account is set to, and an answer the one that the shop asks for. Null: it has no name, or the provider does
 * not know it.
 */
export async function readOrAsk<T>(
  schema: z.ZodType<T>,
  object: unknown,
  ask: (id: string) => Promise<T>,
): Promise<T | null> {
  const told = schema.safeParse(object);
  if (told.success) return told.data;
  const named = namedSchema.safeParse(object);
  return named.success ? unlessMissing(() => ask(named.data.id)) : null;
}
