import { decode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/lib/core/env";
import type { SignedIn } from "./sign-in-staff";

/** What a session's token must hold to be believed. */
const tokenSchema = z.object({ sub: z.guid(), epoch: z.int() });

/** Whose session a cookie is: signed by us and not run out. Whether it was ended since, readStaff knows. */
export async function readSession(cookie: string | undefined): Promise<SignedIn | null> {
  if (!cookie) return null;
  const read = await decode({ token: cookie, secret: env().AUTH_SECRET }).catch(() => null);
  const token = tokenSchema.safeParse(read).data;
  return token ? { staffId: token.sub, sessionEpoch: token.epoch } : null;
}
