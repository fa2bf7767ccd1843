import { runTool } from "./run-tool";
import { step } from "./say";

/** The index of the Meilisearch at MEILI_URL, when it has none of this shop yet. Without one, Postgres searches. */
export async function fillSearchIndex(
  environment: NodeJS.ProcessEnv,
  logFile: string,
  stopped: AbortSignal,
): Promise<void> {
  if (!environment.MEILI_URL) return;
  const args = ["--import", "tsx", "lib/search/reindex-cli.ts", "--when-empty"];
  await step("Search index in Meilisearch", (onLine) =>
    runTool({ name: "Building the search index", args, environment, logFile, onLine, stopped }),
  );
}
