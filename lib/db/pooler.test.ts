import { afterEach, expect, it } from "vitest";
import { startHandingOnPooler } from "@/dev/testing/handing-on-pooler";
import { useDatabase } from "@/dev/testing/use-database";
import { EnvError } from "@/lib/core/env";
import { requireOurSessions, requireOwnSession } from "@/lib/db/pooler";

const database = useDatabase();
let stop: (() => void) | undefined;

afterEach(() => stop?.());

async function pooledUrl(): Promise<string> {
  const pooler = await startHandingOnPooler(database.url);
  stop = pooler.stop;
  return pooler.url;
}

const saidOf = (check: Promise<void>) =>
  check.then(
    () => "",
    (error: unknown) => (error instanceof EnvError ? error.message : error),
  );

it("a worker, whose life is known by a lock of its session, is told that a pooler hands the session on", async () => {
  expect(await saidOf(requireOwnSession(database.url))).toBe("");
  expect(await saidOf(requireOwnSession(await pooledUrl()))).toContain("DATABASE_DIRECT_URL");
});

it("an app whose pooler loses the names of its statements is told to give them none", async () => {
  expect(await saidOf(requireOurSessions(database.url, "on"))).toBe("");
  const url = await pooledUrl();
  expect(await saidOf(requireOurSessions(url, "on"))).toContain("DATABASE_NAMED_STATEMENTS=off");
  expect(await saidOf(requireOurSessions(url, "off"))).toBe("");
});

it("a pooler that passes over what the shop asks of a session is found out where Postgres speaks another time", async () => {
  const name = new URL(database.url).pathname.slice(1);
  await database.db.$executeRawUnsafe(`alter database "${name}" set timezone = 'Asia/Tokyo'`);
  expect(await saidOf(requireOurSessions(database.url, "on"))).toBe("");
  expect(await saidOf(requireOurSessions(await pooledUrl(), "off"))).toContain(`alter database "${name}"`);
});

it("a database that is away is no fault of the environment", async () => {
  for (const check of [requireOwnSession, (url: string) => requireOurSessions(url, "on")])
    expect(await saidOf(check("postgres://nobody@127.0.0.1:1/nothing"))).toMatchObject({ code: "ECONNREFUSED" });
});
