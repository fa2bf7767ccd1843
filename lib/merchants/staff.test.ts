import { beforeAll, expect, it } from "vitest";
import { makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { readStaff } from "@/lib/auth/read-staff";
import { signInStaff } from "@/lib/auth/sign-in-staff";
import type { StaffRole } from "@/lib/auth/staff-actor";
import { changePassword, endSessions } from "./change-sign-in";
import { createStaff } from "./create-staff";
import { removeStaff } from "./remove-staff";

const database = useDatabase();
const now = new Date("2026-01-01T12:00:00Z");
const password = "correct horse battery";
let merchants: string[];

beforeAll(async () => {
  merchants = [(await makeWorld(database.db)).merchantId, (await makeWorld(database.db)).merchantId];
});

async function add(email: string, merchantIds: string[], given: { role?: StaffRole; operator?: boolean } = {}) {
  const result = await createStaff(database.db, { email, name: "Ingrid", password, merchantIds, ...given }, now);
  if (!result.ok) throw new Error(result.error.code);
  return result.value.staffId;
}

async function enter(email: string, typed = password) {
  const signedIn = await signInStaff(database.db, { email, password: typed, address: email }, now);
  return signedIn.ok ? readStaff(database.db, signedIn.value, null) : null;
}

it("who leaves a merchant works for the others alone, and who leaves all comes in no more", async () => {
  const staffId = await add("leaver@example.com", merchants, { role: "owner", operator: true });
  const [first = "", second = ""] = merchants;
  expect((await enter("leaver@example.com"))?.merchants).toHaveLength(2);
  expect(await removeStaff(database.db, { staffId, merchantIds: [first] }, now)).toBe(1);
  expect(await removeStaff(database.db, { staffId, merchantIds: [first] }, now)).toBe(0);
  expect(await enter("leaver@example.com")).toMatchObject({ merchantId: second, operator: true });
  expect(await removeStaff(database.db, { staffId, merchantIds: "all" }, now)).toBe(1);
  expect(await enter("leaver@example.com")).toBeNull();
  await add("leaver@example.com", [first]);
  expect(await enter("leaver@example.com")).toMatchObject({ role: "clerk", operator: false });
});

it("a role that is named is theirs from now on, and one that is not stays", async () => {
  const [merchantId = ""] = merchants;
  await add("rises@example.com", [merchantId]);
  expect(await enter("rises@example.com")).toMatchObject({ role: "clerk" });
  await add("rises@example.com", [merchantId], { role: "owner" });
  await add("rises@example.com", [merchantId], { operator: true });
  expect(await enter("rises@example.com")).toMatchObject({ role: "owner", operator: true });
});

it("keeps every merchant of those added at the same time", async () => {
  const staffId = await add("both@example.com", merchants);
  await removeStaff(database.db, { staffId, merchantIds: "all" }, now);
  await Promise.all(merchants.map((merchantId) => add("both@example.com", [merchantId])));
  expect((await enter("both@example.com"))?.merchants).toHaveLength(2);
});

it("another password is the only one, and ends what was begun with the one before", async () => {
  const staffId = await add("forgot@example.com", merchants);
  await changePassword(database.db, { staffId, password: "another battery" }, now);
  expect(await enter("forgot@example.com")).toBeNull();
  expect(await enter("forgot@example.com", "another battery")).not.toBeNull();
  expect(await readStaff(database.db, { staffId, sessionEpoch: 1 }, null)).toBeNull();
});

it("is written down for each merchant", async () => {
  const staffId = await add("noted@example.com", merchants, { role: "owner" });
  await endSessions(database.db, staffId, now);
  await changePassword(database.db, { staffId, password }, now);
  await removeStaff(database.db, { staffId, merchantIds: "all" }, now);
  for (const merchantId of merchants) {
    const entries = await database.db.auditEntry.findMany({
      where: { merchantId, subject: staffId },
      orderBy: { entryId: "asc" },
    });
    expect(entries.map(({ action, data, at }) => [action, data, at])).toEqual([
      ["staff.added", { role: "owner" }, now],
      ["staff.signed_out", {}, now],
      ["staff.password", {}, now],
      ["staff.removed", {}, now],
    ]);
  }
});
