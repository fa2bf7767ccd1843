import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { connect } from "@/lib/db/client";
import { takeAttempt } from "./rate-limit";

const database = useDatabase();
const limit = { max: 3, windowSeconds: 60 };
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds));

it("allows as many attempts as the limit says, and again in the next window", async () => {
  for (let n = 0; n < 3; n += 1) expect(await takeAttempt(database.db, "a", limit, at(n))).toEqual({ allowed: true });
  expect(await takeAttempt(database.db, "a", limit, at(10))).toEqual({ allowed: false, retryAfterSeconds: 50 });
  expect(await takeAttempt(database.db, "b", limit, at(10))).toEqual({ allowed: true });
  expect(await takeAttempt(database.db, "a", limit, at(60))).toEqual({ allowed: true });
});

it("counts every one of many attempts made at once", async () => {
  const attempts = await Promise.all(Array.from({ length: 20 }, () => takeAttempt(database.db, "rush", limit, at(0))));
  expect(attempts.filter(({ allowed }) => allowed)).toHaveLength(3);
});

it("throws when it cannot count: it never fails open", async () => {
  const nowhere = connect("postgres://nobody:nothing@127.0.0.1:1/none", 1);
  await expect(takeAttempt(nowhere, "a", limit, at(0))).rejects.toThrow();
  await nowhere.$disconnect();
});
