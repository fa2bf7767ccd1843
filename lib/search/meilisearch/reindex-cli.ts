import { databaseUrl, EnvError } from "@/lib/core/env";
import { connect } from "@/lib/db/client";
import { configuredMeilisearch } from "./configured";
import { indexesAreReady } from "./indexes-are-ready";
import { reindex } from "./reindex";

/**
 * `npm run reindex`: builds Meilisearch's indexes anew while the shop sells. With `--when-empty` only where no index
 * answers yet.
 */
async function main(): Promise<string> {
  const connection = configuredMeilisearch();
  if (!connection) throw new EnvError("MEILI_URL is not set: Postgres searches, and has nothing to build.");
  const db = connect(databaseUrl(), 4);
  try {
    if (process.argv.includes("--when-empty") && (await indexesAreReady(connection))) return "The index is there.";
    const [{ count = 0 } = {}] = await db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from catalog_entry where status = 'active'`;
    const began = performance.now();
    await reindex(db, connection, {
      onProgress: ({ done }) => console.log(`${done.toLocaleString("en")} of ${count.toLocaleString("en")} products`),
    });
    return `Done in ${((performance.now() - began) / 1_000).toFixed(1)} s.`;
  } finally {
    await db.$disconnect();
  }
}

try {
  console.log(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
