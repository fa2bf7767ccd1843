import { z } from "zod";
import { oldSecretHours } from "./webhook";
import { openSecret } from "./webhook-secret";

/** Of more replacements within a day the oldest secret signs no longer: every signature makes the header longer. */
const oldSecretsMax = 5;

const oldSecretsSchema = z.array(z.object({ secret: z.string(), until: z.iso.datetime() })).catch([]);

/** As an endpoint keeps them: sealed, the newest first. */
type OldSecret = z.output<typeof oldSecretsSchema>[number];

/** Of an endpoint's old secrets those that still sign. */
const oldSecretsOf = (kept: unknown, now: Date): OldSecret[] =>
  oldSecretsSchema.parse(kept).filter(({ until }) => new Date(until) > now);

/** What signs for an endpoint now, the newest first. */
export function signingSecrets({ secret, oldSecrets }: { secret: string; oldSecrets: unknown }, now: Date): string[] {
  return [openSecret(secret), ...oldSecretsOf(oldSecrets, now).flatMap((old) => openIfMay(old.secret) ?? [])];
}

/** What an endpoint keeps once its secret is replaced. */
export function withOldSecret({ secret, oldSecrets }: { secret: string; oldSecrets: unknown }, now: Date): OldSecret[] {
  const until = new Date(now.getTime() + oldSecretHours * 3_600_000).toISOString();
  return [{ secret, until }, ...oldSecretsOf(oldSecrets, now)].slice(0, oldSecretsMax);
}

/** Until when a secret signs that has been replaced; null where none does. */
export function oldSecretUntil(oldSecrets: unknown, now: Date): Date | null {
  const [newest] = oldSecretsOf(oldSecrets, now);
  return newest ? new Date(newest.until) : null;
}

/** One that was sealed with another AUTH_SECRET signs nothing any more, and must not keep the others from it. */
function openIfMay(sealed: string): string | null {
  try {
    return openSecret(sealed);
  } catch {
    return null;
  }
}
