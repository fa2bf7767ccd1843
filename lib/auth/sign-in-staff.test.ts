import { beforeAll, expect, it } from "vitest";
import { makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { endSessions } from "@/lib/merchants/change-sign-in";
import { createStaff } from "@/lib/merchants/create-staff";
import { takeAttempt } from "./rate-limit";
import { readStaff } from "./read-staff";
import { signInLimits, signInStaff } from "./sign-in-staff";

const database = useDatabase();
const now = new Date("2026-01-01T12:00:00Z");
const password = "correct horse battery";
let merchants: [string, string];
let addresses = 0;

function signIn(email: string, typed: string, from?: string) {
  addresses += 1;
  return signInStaff(database.db, { email, password: typed, address: from ?? `10.0.0.${addresses}` }, now);
}

async function staff(email: string) {
  const result = await createStaff(
    database.db,
    { email, name: "Ingrid", password, merchantIds: [merchants[0]], role: "clerk" },
    now,
  );
  if (!result.ok) throw new Error(result.error.code);
  return result.value.staffId;
}

beforeAll(async () => {
  merchants = [(await makeWorld(database.db)).merchantId, (await makeWorld(database.db)).merchantId];
});

it("lets in whoever knows the password, however the e-mail is written", async () => {
  const staffId = await staff("ingrid@example.com");
  expect(await signIn(" Ingrid@Example.com ", password)).toEqual({ ok: true, value: { staffId, sessionEpoch: 1 } });
  expect(await signIn("ingrid@example.com", "wrong")).toEqual({ ok: false, error: { code: "wrong" } });
  expect(await signIn("nobody@example.com", password)).toEqual({ ok: false, error: { code: "wrong" } });
});

it("works about as much for an unknown e-mail as for a wrong password", async () => {
  await staff("slow@example.com");
  const work = async (email: string) => {
    const before = process.cpuUsage();
    await signIn(email, "wrong");
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  await work("nobody@example.com");
  const known = Math.min(await work("slow@example.com"), await work("slow@example.com"));
  const unknown = Math.min(await work("nobody1@example.com"), await work("nobody2@example.com"));
  expect(unknown).toBeGreaterThan(known / 3);
});

it("locks an e-mail after too many guesses, even for the right password, known or not", async () => {
  await staff("locked@example.com");
  for (const email of ["locked@example.com", "unknown@example.com"]) {
    for (let n = 0; n < signInLimits.email.max; n += 1) await signIn(email, "guess");
    expect(await signIn(email, password)).toEqual({ ok: false, error: { code: "locked", retryAfterSeconds: 900 } });
  }
});

it("locks an address that tries many e-mails", async () => {
  expect(await signIn("guess@example.com", "guess", "192.0.2.1")).toMatchObject({ error: { code: "wrong" } });
  for (let n = 1; n < signInLimits.address.max; n += 1)
    await takeAttempt(database.db, "sign-in:address:192.0.2.1", signInLimits.address, now);
  const result = await signIn("another@example.com", "guess", "192.0.2.1");
  expect(result).toMatchObject({ ok: false, error: { code: "locked" } });
});

it("forgets the failures of whoever then gets it right", async () => {
  await staff("typo@example.com");
  for (let round = 0; round < 3; round += 1) {
    for (let n = 0; n < signInLimits.email.max - 1; n += 1) await signIn("typo@example.com", "guess");
    expect(await signIn("typo@example.com", password)).toMatchObject({ ok: true });
  }
});

it("ends every session when the epoch is raised, and with the membership", async () => {
  const staffId = await staff("leaver@example.com");
  const read = (epoch: number, wanted: string | null = null) =>
    readStaff(database.db, { staffId, sessionEpoch: epoch }, wanted);
  expect(await read(1)).toMatchObject({ staffId, merchantId: merchants[0], role: "clerk" });
  await endSessions(database.db, staffId, now);
  expect(await read(1)).toBeNull();
  expect(await read(2)).not.toBeNull();
  await database.db.staffMembership.delete({ where: { merchantId_staffId: { merchantId: merchants[0], staffId } } });
  expect(await read(2)).toBeNull();
});

it("works for the merchant asked for only with a membership there", async () => {
  const staffId = await staff("both@example.com");
  const read = (wanted: string | null) => readStaff(database.db, { staffId, sessionEpoch: 1 }, wanted);
  expect((await read(merchants[1]))?.merchantId).toBe(merchants[0]);
  await createStaff(
    database.db,
    { email: "both@example.com", name: "x", password: "x", merchantIds: [merchants[1]], role: "owner" },
    now,
  );
  expect(await read(merchants[1])).toMatchObject({ merchantId: merchants[1], role: "owner", name: "Ingrid" });
  expect((await read(newId()))?.merchantId).toBe(merchants[0]);
  expect(await signIn("both@example.com", password)).toMatchObject({ ok: true });
});

it("does not create staff for a merchant that isn't there", async () => {
  const result = await createStaff(
    database.db,
    { email: "x@example.com", name: "x", password, merchantIds: [newId()], role: "clerk" },
    now,
  );
  expect(result).toEqual({ ok: false, error: { code: "unknown_merchant" } });
});
