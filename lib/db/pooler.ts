import pg from "pg";
import { EnvError } from "../core/env";
import { utcSession } from "./utc-session";

/** So often each of two sessions asks: of a pooler that is busy with others, one is handed another connection soon. */
const rounds = 5;
const secondsMax = 5;

/**
 * Throws an EnvError where a pooler hands on its connections after each transaction: what stays with a session, as the lock
 * by which a worker is known to live, would be another's there, and nobody would be told. Asks Postgres ten small things.
 */
export async function requireOwnSession(url: string): Promise<void> {
  await withTwo({ connectionString: url }, async (sessions) => {
    const seen = sessions.map(() => new Set<number>());
    for (let round = 0; round < rounds; round += 1)
      for (const [nth, session] of sessions.entries()) {
        const { rows } = await session.query<{ pid: number }>("select pg_backend_pid() as pid");
        seen[nth]?.add(rows[0]?.pid ?? 0);
      }
    const isOwn = new Set(seen.flatMap((pids) => [...pids])).size === sessions.length;
    if (!isOwn)
      throw new EnvError(
        "A pooler hands on its connections after each transaction, and here one is needed for longer: set DATABASE_DIRECT_URL to the address of Postgres itself.",
      );
  });
}

/**
 * Throws an EnvError where a pooler on the way doesn't carry what a session of the shop stands on: that it speaks UTC, and,
 * where statements are `named`, that it knows them again.
 */
export async function requireOurSessions(url: string, named: "on" | "off"): Promise<void> {
  try {
    await withTwo({ connectionString: url, options: utcSession }, async (sessions) => {
      for (let round = 0; round < rounds; round += 1)
        for (const session of sessions) await requireUtc(session, named === "on" ? { name: "cartwright_utc" } : {});
    });
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    const cure = cures.get(code ?? "");
    throw cure ? new EnvError(cure) : error;
  }
}

const losesNames =
  "The pooler at DATABASE_URL doesn't know statements again by their names: set DATABASE_NAMED_STATEMENTS=off, or max_prepared_statements in a PgBouncer from 1.21 on.";
const passesNoOptions =
  "The pooler at DATABASE_URL lets no `options` pass. In a PgBouncer's settings: ignore_startup_parameters = options.";

/** protocol_violation, duplicate_prepared_statement, invalid_sql_statement_name */
const cures = new Map([
  ["08P01", passesNoOptions],
  ["42P05", losesNames],
  ["26000", losesNames],
]);

async function requireUtc(session: pg.Client, name: { name?: string }): Promise<void> {
  const { rows } = await session.query<{ zone: string; database: string }>({
    text: "select current_setting('TimeZone') as zone, current_database() as database",
    ...name,
  });
  const { zone, database } = rows[0] ?? { zone: "", database: "" };
  if (!/^(Etc\/)?(UTC|UCT|Universal|Zulu|GMT)$/i.test(zone))
    throw new EnvError(
      `The pooler at DATABASE_URL has sessions in the time zone ${zone}, and timestamps would be read wrong: alter database ${pg.escapeIdentifier(database)} set timezone = 'UTC', then have the pooler connect again.`,
    );
}

/** Both stay connected meanwhile: a pooler that gives each client its own connection has to give them two. */
async function withTwo(config: pg.ClientConfig, ask: (sessions: pg.Client[]) => Promise<void>): Promise<void> {
  const timeout = secondsMax * 1_000;
  const sessions = [1, 2].map(
    () => new pg.Client({ ...config, connectionTimeoutMillis: timeout, query_timeout: timeout }),
  );
  for (const session of sessions) session.on("error", () => undefined);
  try {
    for (const session of sessions) await session.connect();
    await ask(sessions);
  } finally {
    await Promise.allSettled(sessions.map((session) => session.end()));
  }
}
