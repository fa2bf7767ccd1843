import { env } from "@/lib/core/env";
import { seal, unseal } from "@/lib/core/seal";

const purpose = "webhook secret";

/** A merchant's webhook secret lies sealed: who reads the database alone can sign nothing. */
export const sealSecret = (secret: string, authSecret = env().AUTH_SECRET): string =>
  seal(secret, { purpose, secret: authSecret });

export const openSecret = (sealed: string): string => unseal(sealed, { purpose, secret: env().AUTH_SECRET });
