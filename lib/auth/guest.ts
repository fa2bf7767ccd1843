import { cookies } from "next/headers";
import { env } from "@/lib/core/env";
import { idSchema, newId } from "@/lib/core/ids";
import { countCookie } from "./count-cookie";
import { signToken, verifyToken } from "./signed-token";

/** Who shops: a customer id in a signed, httpOnly cookie. A guest is a customer without a sign-in. */
const cookieName = "shopper";
const yearSeconds = 365 * 24 * 3600;

const cookieOptions = () => ({
  httpOnly: true,
  sameSite: "lax" as const,
  path: "/",
  maxAge: yearSeconds,
  secure: env().APP_URL.startsWith("https:"),
});

/** The customer of this request, or null when it has none yet. */
export async function getCustomerId(): Promise<string | null> {
  const token = (await cookies()).get(cookieName)?.value;
  const payload = token ? verifyToken("shopper", token, env().AUTH_SECRET) : null;
  const id = idSchema.safeParse(payload);
  return id.success ? id.data : null;
}

/** The customer of this request; a new id, with its cookie, when it has none. Only in actions and handlers. */
export async function ensureCustomerId(): Promise<string> {
  const known = await getCustomerId();
  if (known) return known;
  const id = newId();
  (await cookies()).set(cookieName, signToken("shopper", id, env().AUTH_SECRET), cookieOptions());
  return id;
}

/** Tells the browser how many items the cart holds: a readable cookie, so that static pages can show it. */
export async function setCartCount(count: number): Promise<void> {
  (await cookies()).set(countCookie.name, String(count), {
    ...cookieOptions(),
    maxAge: countCookie.maxAgeSeconds,
    httpOnly: false,
  });
}
