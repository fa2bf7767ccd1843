import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { idleForm } from "@/components/ui/form-state";
import { makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { enqueue } from "@/lib/jobs/queue";
import { countDead, listDeadJobs } from "@/lib/jobs/read-jobs";
import { discard, retry } from "./actions";

const desk = vi.hoisted(() => ({ token: null as object | null }));
vi.mock("next/server", () => ({ connection: async () => undefined }));
vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));
vi.mock("next-auth", () => ({ getServerSession: async () => desk.token }));
vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));
vi.mock("next/navigation", () => ({
  notFound: () => {
    throw new Error("not found");
  },
  redirect: (to: string) => {
    throw new Error(`to ${to}`);
  },
}));

const database = useDatabase();
const signedIn: Record<"owner" | "operator", object> = { owner: {}, operator: {} };

async function signUp(operator: boolean): Promise<object> {
  const { db } = database;
  const { merchantId } = await makeWorld(db);
  const staffId = newId();
  const account = { staffId, email: `${staffId}@example.com`, name: "Test", passwordHash: "-", createdAt: new Date() };
  await db.staffAccount.create({ data: { ...account, merchantIds: [merchantId], operator } });
  await db.staffMembership.create({ data: { merchantId, staffId, role: "owner" } });
  return { sub: staffId, epoch: 1 };
}

beforeAll(async () => {
  signedIn.owner = await signUp(false);
  signedIn.operator = await signUp(true);
});

let jobId = "";
beforeEach(async () => {
  const { db } = database;
  await db.$executeRaw`delete from graphile_worker._private_jobs`;
  await enqueue(
    db,
    "webhooks.deliver",
    { merchantId: newId(), endpointId: newId(), eventId: newId() },
    { key: "dead" },
  );
  await db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts`;
  jobId = (await listDeadJobs(db, { after: null, pageSize: 1 })).rows[0]?.jobId ?? "";
});

const form = () => {
  const data = new FormData();
  for (const name of ["jobId", "confirm"]) data.set(name, jobId);
  return data;
};
const discarding = () => discard("en-US", idleForm, form());

it.each(["a stranger", "a merchant's owner"])("%s can neither retry nor discard what died", async (who) => {
  desk.token = who === "a stranger" ? null : signedIn.owner;
  const refused = who === "a stranger" ? "to /en-US/admin/sign-in?returnTo=%2Fen-US%2Fadmin%2Fjobs" : "not found";
  for (const act of [() => retry("en-US", jobId), () => retry("en-US", "all"), discarding])
    await expect(act()).rejects.toThrow(refused);
  expect(await countDead(database.db)).toBe(1);
});

it("an operator retries and discards what died, whoever's it is", async () => {
  desk.token = signedIn.operator;
  await expect(retry("en-US", "1; drop")).rejects.toThrow("to /en-US/admin/jobs?retried=0");
  await expect(retry("en-US", jobId)).rejects.toThrow("to /en-US/admin/jobs?retried=1");
  await expect(retry("en-US", "all")).rejects.toThrow("to /en-US/admin/jobs?retried=0");
  await database.db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts`;
  await expect(discarding()).rejects.toThrow("to /en-US/admin/jobs?discarded=1");
  expect(await countDead(database.db)).toBe(0);
});
