import { z } from "zod";

/**
 * An address of mail as it is compared and kept: full width folded, small letters, and without what can't be seen, which is
 * copied along from documents and from lists of contacts.
 */
export const plainEmail = (typed: string): string =>
  typed.normalize("NFKC").replaceAll(/\p{C}/gu, "").trim().toLowerCase();

/** What somebody typed for an address, as it is kept. */
export const typedEmail = z.string().transform(plainEmail).pipe(z.email().max(254));
