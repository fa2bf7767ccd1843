import type { Db } from "@/lib/db/client";
import { readSession } from "./read-session";
import { readStaff } from "./read-staff";

/**
 * Whether the cookie of a session still opens the back room: it is signed, has not run out, and was not ended since. Rejects
 * while the database is away. The page asks again, and knows for which merchant.
 */
export async function opensDesk(db: Db, cookie: string): Promise<boolean> {
  const session = await readSession(cookie);
  return session !== null && (await readStaff(db, session, null)) !== null;
}
