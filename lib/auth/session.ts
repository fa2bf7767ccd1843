import { cookies, headers } from "next/headers";
import { encode } from "next-auth/jwt";
import { env } from "@/lib/core/env";
import { clientAddress } from "./client-address";
import { sessionCookie, sessionSeconds } from "./session-cookie";
import type { SignedIn } from "./sign-in-staff";

/** Which of their merchants a member of staff works for. A wish: the membership decides. */
export const merchantCookieName = "merchant";

/**
 * Begins a session, as NextAuth's own sign-in handler does, but from a server action: NextAuth 4 signs in through a
 * script in the browser alone, and this form also works without one.
 */
export async function startSession({ staffId, sessionEpoch }: SignedIn): Promise<void> {
  const value = await encode({
    token: { sub: staffId, epoch: sessionEpoch },
    secret: env().AUTH_SECRET,
    maxAge: sessionSeconds,
  });
  const { name, options } = sessionCookie();
  (await cookies()).set(name, value, { ...options, maxAge: sessionSeconds });
}

export async function endSession(): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}

export async function chooseMerchant(merchantId: string): Promise<void> {
  (await cookies()).set(merchantCookieName, merchantId, { ...sessionCookie().options, maxAge: 365 * 24 * 3600 });
}

export async function requestAddress(): Promise<string> {
  return clientAddress(await headers());
}
