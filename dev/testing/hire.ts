import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";

export type Hired = Awaited<ReturnType<typeof hire>>;

/** A member of staff who can sign in; whom a session's token names. */
export async function hire(
  db: Db,
  { merchantId, role, operator = false }: { merchantId: string; role: "owner" | "clerk"; operator?: boolean },
) {
  const staffId = newId();
  const account = { staffId, email: `${staffId}@example.com`, name: "Kim", passwordHash: "-", createdAt: new Date() };
  await db.staffAccount.create({ data: { ...account, merchantIds: [merchantId], operator } });
  await db.staffMembership.create({ data: { merchantId, staffId, role } });
  return { merchantId, staffId, role, operator, name: "Kim" };
}
