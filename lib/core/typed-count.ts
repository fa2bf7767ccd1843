import { z } from "zod";

/** Units as a person typed them, full-width digits too. Null: nothing was typed; not a number: it is no such count. */
export function typedCount(typed: FormDataEntryValue | null): number | null {
  const plain = typeof typed === "string" ? typed.normalize("NFKC").trim() : "";
  if (plain === "") return null;
  return /^\d{1,7}$/.test(plain) ? Number(plain) : Number.NaN;
}

const within = (least: number, most: number, code?: string) => z.number(code).min(least, code).max(most, code);

/** A typed count from `least` to `most`; `code` is what anything else is told as. */
export const countWithin = (least: number, most: number, code?: string) =>
  z
    .string()
    .transform(typedCount)
    .pipe(within(least, most, code));

/** The same, or null where nothing was typed. */
export const countOrNone = (least: number, most: number, code?: string) =>
  z
    .string()
    .transform(typedCount)
    .pipe(within(least, most, code).nullable());
