import { env } from "@/lib/core/env";

/** A working day: whoever leaves a browser open in a shop's back office is signed out by the next morning. */
export const sessionSeconds = 12 * 3600;

/** The cookie of the staff's session. `__Secure-` holds browsers to https. */
export function sessionCookie() {
  const secure = env().APP_URL.startsWith("https:");
  return {
    name: `${secure ? "__Secure-" : ""}staff-session`,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
  };
}
