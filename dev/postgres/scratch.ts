import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort } from "../ports";
import { type Cluster, startCluster } from "./cluster";
import { placeOf, removePlace } from "./place";

/**
 * A throw-away server for tests and tools: fast, because what it holds may be lost. `durable`, for measurements, writes
 * as a real one does. `stop` removes it.
 */
export async function startScratchServer({ durable = false }: { durable?: boolean } = {}): Promise<Cluster> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-postgres-"));
  chmodSync(folder, 0o755);
  const place = placeOf(folder);
  const cluster = await startCluster({
    place,
    port: await freePort(),
    logFile: path.join(folder, "postgres.log"),
    settings: durable ? ["shared_buffers=512MB"] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
  });
  return {
    ...cluster,
    async stop() {
      await cluster.stop();
      removePlace(place);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
