import { sqlStateOf } from "@/lib/db/sql-state";

/** 22: the data does not fit; 23: a constraint; 40: a deadlock's or a conflict's victim. */
const ofTheData = /^(?:22|23|40)/;

/**
 * Why Postgres refused what was written, or null when the error is none of the data's: an outage or a bug, which ends
 * the import instead of blaming the file. Read by code, never by a constraint's name: shards rename them.
 */
export function refusalOf(error: unknown): string | null {
  const state = sqlStateOf(error);
  return state !== null && ofTheData.test(state) ? state : null;
}
