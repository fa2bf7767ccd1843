import { decode } from "next-auth/jwt";
import { env } from "@/lib/core/env";
import type { Db } from "@/lib/db/client";
import { tokenSchema } from "./auth-options";
import { readStaff } from "./read-staff";

/**
 * Whether the cookie of a session still opens the back room: it is signed, has not run out, and was not ended since. Rejects
 * while the database is away. The page asks again, and knows for which merchant.
 */
export async function opensDesk(db: Db, cookie: string): Promise<boolean> {
  const read = await decode({ token: cookie, secret: env().AUTH_SECRET }).catch(() => null);
  const token = tokenSchema.safeParse(read);
  if (!token.success) return false;
  return (await readStaff(db, { staffId: token.data.sub, sessionEpoch: token.data.epoch }, null)) !== null;
}
