import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { idleForm } from "@/components/ui/form-state";
import { standAtDesk } from "@/dev/testing/at-the-desk";
import { makeWorld } from "@/dev/testing/fixtures";
import { formOf } from "@/dev/testing/form-of";
import { type Hired, hire } from "@/dev/testing/hire";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { enqueue } from "@/lib/jobs/queue";
import { countDead, listDeadJobs } from "@/lib/jobs/read-jobs";
import { discard, retry } from "./actions";

vi.mock("next/navigation", () => ({
  notFound: () => {
    throw new Error("not found");
  },
  redirect: (to: string) => {
    throw new Error(`to ${to}`);
  },
}));

const database = useDatabase();
let owner: Hired;
let operator: Hired;

beforeAll(async () => {
  const { db } = database;
  const { merchantId } = await makeWorld(db);
  owner = await hire(db, { merchantId, role: "owner" });
  operator = await hire(db, { merchantId, role: "owner", operator: true });
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

const discarding = () => discard("en-US", idleForm, formOf({ jobId, confirm: jobId }));

it.each(["a stranger", "a merchant's owner"])("%s can neither retry nor discard what died", async (who) => {
  standAtDesk(who === "a stranger" ? null : owner);
  const refused = who === "a stranger" ? "to /en-US/admin/sign-in?returnTo=%2Fen-US%2Fadmin%2Fjobs" : "not found";
  for (const act of [() => retry("en-US", jobId), () => retry("en-US", "all"), discarding])
    await expect(act()).rejects.toThrow(refused);
  expect(await countDead(database.db)).toBe(1);
});

it("an operator retries and discards what died, whoever's it is", async () => {
  standAtDesk(operator);
  await expect(retry("en-US", "1; drop")).rejects.toThrow("to /en-US/admin/jobs?retried=0");
  await expect(retry("en-US", jobId)).rejects.toThrow("to /en-US/admin/jobs?retried=1");
  await expect(retry("en-US", "all")).rejects.toThrow("to /en-US/admin/jobs?retried=0");
  await database.db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts`;
  await expect(discarding()).rejects.toThrow("to /en-US/admin/jobs?discarded=1");
  expect(await countDead(database.db)).toBe(0);
});
