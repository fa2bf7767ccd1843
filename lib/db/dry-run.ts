import type { Db, Tx } from "./client";
import { inTransaction } from "./transaction";

class Undone<T> extends Error {
  constructor(readonly outcome: T) {
    super("a dry run is undone");
  }
}

/** What a verb would come to, for whoever is asked before it is done: it is done, and all of it undone. */
export async function dryRun<T>(db: Db, body: (tx: Tx) => Promise<T>): Promise<T> {
  const undone = await inTransaction(db, async (tx) => {
    throw new Undone(await body(tx));
  }).catch((error: unknown) => error);
  if (undone instanceof Undone) return undone.outcome;
  throw undone;
}
