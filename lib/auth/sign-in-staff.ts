import { err, ok, type Result } from "@/lib/core/result";
import { plainEmail } from "@/lib/core/typed-email";
import type { Db } from "@/lib/db/client";
import { verifyPassword } from "./password";
import { clearAttempts, type Limit, takeAttempt } from "./rate-limit";

/** Who signed in, as the session carries it. */
export interface SignedIn {
  staffId: string;
  sessionEpoch: number;
}

export type SignInError = { code: "wrong" } | { code: "locked"; retryAfterSeconds: number };

/** NIST SP 800-63B asks for a bound on guesses an account; one address may serve a whole office. */
export const signInLimits = {
  email: { max: 10, windowSeconds: 15 * 60 },
  address: { max: 60, windowSeconds: 15 * 60 },
} as const satisfies Record<string, Limit>;

/**
 * Checks an e-mail and a password. The attempt is counted before anything is looked up, for known and unknown e-mails
 * alike; a wrong e-mail and a wrong password are one answer.
 */
export async function signInStaff(
  db: Db,
  { email, password, address }: { email: string; password: string; address: string },
  now: Date,
): Promise<Result<SignedIn, SignInError>> {
  const name = plainEmail(email);
  const emailKey = `sign-in:email:${name}`;
  const attempts = await Promise.all([
    takeAttempt(db, `sign-in:address:${address}`, signInLimits.address, now),
    takeAttempt(db, emailKey, signInLimits.email, now),
  ]);
  const waits = attempts.flatMap((attempt) => (attempt.allowed ? [] : [attempt.retryAfterSeconds]));
  if (waits.length > 0) return err({ code: "locked", retryAfterSeconds: Math.max(...waits) });

  const account = await findAccount(db, name);
  const right = await verifyPassword(account?.passwordHash ?? null, password);
  if (!account || !right) return err({ code: "wrong" });
  await clearAttempts(db, emailKey);
  return ok({ staffId: account.staffId, sessionEpoch: account.sessionEpoch });
}

async function findAccount(db: Db, email: string) {
  const found = await db.staffEmail.findUnique({ where: { email }, select: { staffId: true } });
  if (!found) return null;
  return db.staffAccount.findUnique({
    where: { staffId: found.staffId },
    select: { staffId: true, passwordHash: true, sessionEpoch: true },
  });
}
