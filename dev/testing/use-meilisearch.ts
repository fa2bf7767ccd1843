import { afterAll } from "vitest";
import { findMeilisearch } from "../meilisearch/find";
import type { MeilisearchServer } from "../meilisearch/server";

/**
 * The test file's Meilisearch, or null, with the reason printed, where there is none. Await it at the top of the file:
 * `describe.skipIf(!meilisearch)`.
 */
export async function useMeilisearch(): Promise<MeilisearchServer | null> {
  const found = await findMeilisearch();
  if ("missing" in found) {
    console.warn(`Skipped: what needs Meilisearch. ${found.missing}`);
    return null;
  }
  afterAll(() => found.stop());
  return found;
}
