import { z } from "zod";
import type { Db } from "./client";

const rows = z.tuple([z.object({ now: z.date() })]);

/** What time it is for Postgres: the one clock that all processes share, however wrong their own are. */
export async function databaseNow(db: Db): Promise<Date> {
  const [{ now }] = rows.parse(await db.$queryRaw`select now()`);
  return now;
}
