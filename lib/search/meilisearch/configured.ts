import { meilisearchEnv } from "@/lib/core/env";
import { type Connection, connectMeilisearch } from "./connection";

/** The configured Meilisearch for those who write to it, with time for what takes some; null where there is none. */
export function configuredMeilisearch(): Connection | null {
  const given = meilisearchEnv();
  return given && connectMeilisearch({ ...given, timeoutMs: 60_000 });
}
