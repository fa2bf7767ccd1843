import type { Db } from "@/lib/db/client";
import type { SignedIn } from "./sign-in-staff";
import type { StaffMember } from "./staff-actor";

/** Whoever is at the desk, for the merchant worked for now. */
export interface StaffSession extends StaffMember {
  name: string;
  email: string;
  merchantName: string;
  merchants: { merchantId: string; name: string }[];
  /** Runs the shop itself: its jobs, its books, its gift cards. */
  operator: boolean;
}

/**
 * Who a session is today, or null when it has ended: the account is gone, its sessions were ended since (the epoch), or
 * it works for no merchant any more. The membership in the merchant's family is the authority; what the account
 * remembers only says where to look. `wantedMerchantId` comes from a cookie, so it counts only with a membership.
 */
export async function readStaff(
  db: Db,
  session: SignedIn,
  wantedMerchantId: string | null,
): Promise<StaffSession | null> {
  const account = await db.staffAccount.findUnique({
    where: { staffId: session.staffId },
    select: { staffId: true, name: true, email: true, sessionEpoch: true, merchantIds: true, operator: true },
  });
  if (!account || account.sessionEpoch !== session.sessionEpoch) return null;
  const memberships = await db.staffMembership.findMany({
    where: { merchantId: { in: account.merchantIds }, staffId: account.staffId },
    select: { merchantId: true, role: true, merchant: { select: { name: true } } },
  });
  const current =
    memberships.find(({ merchantId }) => merchantId === (wantedMerchantId ?? account.merchantIds[0])) ?? memberships[0];
  if (!current) return null;
  return {
    staffId: account.staffId,
    name: account.name,
    email: account.email,
    merchantId: current.merchantId,
    merchantName: current.merchant.name,
    role: current.role,
    merchants: memberships
      .map(({ merchantId, merchant }) => ({ merchantId, name: merchant.name }))
      .toSorted((a, b) => a.name.localeCompare(b.name, "en")),
    operator: account.operator,
  };
}
