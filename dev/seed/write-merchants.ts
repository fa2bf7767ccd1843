import { hash } from "@node-rs/argon2";
import type { Tx } from "@/lib/db/client";
import type { DemoCatalog, DemoMerchant } from "../demo-catalog/catalog.ts";
import { idFor } from "../demo-catalog/chance.ts";

export const demoPassword = "cartwright-demo";
export const demoAdmin = "admin@cartwright.example";

/** The merchants and who may act for them: an administrator for all, who also runs the shop, and one person each. */
export async function writeMerchants(tx: Tx, { merchants }: DemoCatalog, now: Date, password: string): Promise<void> {
  await tx.merchant.createMany({
    data: merchants.map(({ id, key, name, city, country, about }) => ({
      merchantId: id,
      handle: key,
      name,
      city,
      country,
      about: { ...about },
      createdAt: now,
    })),
  });
  await tx.location.createMany({
    data: merchants.map(({ id, name, city, country, address }) => ({
      merchantId: id,
      locationId: id,
      name: city || name,
      ...address,
      country,
      createdAt: now,
    })),
  });
  const admin = { email: demoAdmin, name: "Robin Cartwright", merchants };
  const people = [
    admin,
    ...merchants.map((merchant) => ({ email: emailOf(merchant), name: merchant.staffName, merchants: [merchant] })),
  ];
  const accounts = await Promise.all(
    people.map(async ({ email, name, merchants: own }) => ({
      staffId: idFor(`staff ${email}`),
      email,
      name,
      // Argon2id with the costs OWASP recommends: the library's defaults.
      passwordHash: await hash(password),
      merchantIds: own.map(({ id }) => id),
      operator: email === demoAdmin,
      createdAt: now,
    })),
  );
  await tx.staffAccount.createMany({ data: accounts });
  await tx.staffEmail.createMany({ data: accounts.map(({ email, staffId }) => ({ email, staffId })) });
  await tx.staffMembership.createMany({
    data: accounts.flatMap(({ staffId, merchantIds }) =>
      merchantIds.map((merchantId) => ({ merchantId, staffId, role: "owner" as const })),
    ),
  });
}

function emailOf({ key, staffName }: DemoMerchant): string {
  return `${staffName.split(" ")[0]?.toLowerCase()}@${key}.example`;
}
