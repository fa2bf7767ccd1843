import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { env } from "@/lib/core/env";
import { typedEmail } from "@/lib/core/typed-email";
import { db } from "@/lib/db/client";
import { authLog } from "./auth-log";
import { clientAddress } from "./client-address";
import { passwordMax } from "./password";
import { sessionCookie, sessionSeconds } from "./session-cookie";
import { signInStaff } from "./sign-in-staff";

export const credentialsSchema = z.object({ email: typedEmail, password: z.string().min(1).max(passwordMax) });

/** NextAuth's settings, made when first needed: a build has no secret. */
export function authOptions(): NextAuthOptions {
  const { APP_URL, AUTH_SECRET } = env();
  // NextAuth 4 takes its own address from nowhere else.
  process.env.NEXTAUTH_URL = APP_URL;
  return {
    secret: AUTH_SECRET,
    logger: authLog,
    useSecureCookies: APP_URL.startsWith("https:"),
    cookies: { sessionToken: sessionCookie() },
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: "/en-US/admin/sign-in", error: "/en-US/admin/sign-in" },
    providers: [
      CredentialsProvider({
        name: "Staff",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(input, request) {
          const credentials = credentialsSchema.safeParse(input);
          if (!credentials.success) return null;
          const address = clientAddress(new Headers(request.headers));
          const result = await signInStaff(db(), { ...credentials.data, address }, new Date());
          return result.ok ? { id: result.value.staffId, epoch: result.value.sessionEpoch } : null;
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        return user && "epoch" in user ? { sub: user.id, epoch: user.epoch } : { sub: token.sub, epoch: token.epoch };
      },
      session({ session, token }) {
        const known = { expires: session.expires, sub: token.sub, epoch: token.epoch };
        return known;
      },
      redirect({ url, baseUrl }) {
        const target = URL.parse(url, baseUrl);
        return target?.origin === baseUrl ? target.href : baseUrl;
      },
    },
  };
}
