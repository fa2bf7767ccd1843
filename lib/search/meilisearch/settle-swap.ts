import { type Connection, indexName } from "./connection";
import { settle } from "./tasks";

/**
 * Waits for the changing of places that one who was killed, or waited too long, left with Meilisearch. Until it is done
 * nothing tells which of two indexes is the new one, and asked for a second time it would bring back the old one.
 */
export async function settleSwap(connection: Connection): Promise<void> {
  const { client, languages } = connection;
  const own = new Set(languages.map((language) => indexName(connection, language)));
  const { results } = await client.tasks.getTasks({
    types: ["indexSwap"],
    statuses: ["enqueued", "processing"],
    limit: 1_000,
  });
  const swaps = results.filter(({ details }) =>
    details?.swaps?.some(({ indexes }) => indexes.some((name) => own.has(name))),
  );
  await settle(
    client,
    swaps.map(({ uid }) => ({ taskUid: uid })),
  );
}
