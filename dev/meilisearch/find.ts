import { reasonOf } from "../../lib/core/reason-of";
import { isPackaged } from "./binary";
import { isHealthy, type MeilisearchServer, startMeilisearch } from "./server";

/**
 * A Meilisearch for tests and measurements: the one at MEILI_URL (with MEILI_KEY), else one of this machine's own. Where
 * there is none for the platform, the reason; on a machine that proves a commit (CI) that is an error.
 */
export async function findMeilisearch(): Promise<MeilisearchServer | { missing: string }> {
  const given = process.env.MEILI_URL;
  if (given) {
    if (!(await isHealthy(given))) throw new Error(`Meilisearch does not answer at MEILI_URL (${given}).`);
    return { url: given, key: process.env.MEILI_KEY ?? "", pid: 0, stop: async () => undefined };
  }
  if (!isPackaged) {
    return {
      missing: `npm has no Meilisearch for ${process.platform}-${process.arch}; set MEILI_URL and MEILI_KEY to a server of your own.`,
    };
  }
  try {
    return await startMeilisearch();
  } catch (error) {
    if (process.env.CI === "true") throw error;
    return { missing: reasonOf(error) };
  }
}
