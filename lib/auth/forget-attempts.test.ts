import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { handlers } from "@/lib/jobs/handlers";
import { forgetAttempts } from "./forget-attempts";
import { takeAttempt } from "./rate-limit";

const database = useDatabase();
const limit = { max: 1, windowSeconds: 60 };
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds));

it("forgets attempts whose window is over, in as many batches as it takes, and none that still limits", async () => {
  const { db } = database;
  for (const key of ["a", "b", "c", "d", "e"]) await takeAttempt(db, key, limit, at(0));
  await takeAttempt(db, "f", limit, at(30));
  expect(await forgetAttempts(db, at(60), { batchMax: 2 })).toBe(5);
  expect(await forgetAttempts(db, at(60))).toBe(0);
  expect(await takeAttempt(db, "f", limit, at(61))).toMatchObject({ allowed: false });
});

it("is done every night", async () => {
  const { db } = database;
  await takeAttempt(db, "old", limit, at(0));
  await handlers["shop.forget"]?.({}, { jobId: newId(), attempt: 1, attemptsMax: 1, log });
  expect(await db.rateLimit.count()).toBe(0);
});
