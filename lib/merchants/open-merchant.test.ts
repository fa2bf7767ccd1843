import { expect, it } from "vitest";
import { makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import type { StaffRole } from "@/lib/auth/staff-actor";
import { createStaff } from "./create-staff";
import { openMerchant } from "./open-merchant";

const database = useDatabase();
const now = new Date("2026-01-01T12:00:00Z");

it("lets in whoever works for every other, an owner of one who owns them all, and says so", async () => {
  const { db } = database;
  const [a, b] = [(await makeWorld(db)).merchantId, (await makeWorld(db)).merchantId];
  const add = (name: string, merchantIds: string[], role: StaffRole) =>
    createStaff(db, { email: `${name}@example.com`, name, password: "correct horse", merchantIds, role }, now);
  await add("owner", [a, b], "owner");
  await add("clerk", [a, b], "clerk");
  await add("both", [a], "owner");
  await add("both", [b], "clerk");
  await add("one", [a], "owner");
  const { merchantId } = await openMerchant(db, { handle: "new", name: "New" }, now);
  const accounts = await db.staffAccount.findMany({ where: { merchantIds: { has: merchantId } } });
  const roles = await db.staffMembership.findMany({ where: { merchantId } });
  const nameOf = (id: string) => accounts.find(({ staffId }) => staffId === id)?.name;
  expect(Object.fromEntries(roles.map(({ staffId, role }) => [nameOf(staffId), role]))).toEqual({
    owner: "owner",
    clerk: "clerk",
    both: "clerk",
  });
  expect(await db.auditEntry.count({ where: { merchantId, action: "staff.added" } })).toBe(3);
  expect(await db.location.findMany({ where: { merchantId } })).toMatchObject([
    { locationId: merchantId, name: "New" },
  ]);
});
