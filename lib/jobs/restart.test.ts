import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import pino from "pino";
import { afterAll, expect, it, vi } from "vitest";
import { freePort } from "@/dev/ports";
import { type Cluster, startCluster } from "@/dev/postgres/cluster";
import { placeOf, removePlace } from "@/dev/postgres/place";
import { migrate } from "@/lib/db/migrate";
import { startWorker } from "@/lib/jobs/start-worker";

const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-restart-"));
chmodSync(folder, 0o755);
const place = placeOf(folder);
let cluster: Cluster | undefined;

afterAll(async () => {
  await cluster?.stop();
  removePlace(place);
  rmSync(folder, { recursive: true, force: true });
});

it("outlives a restart of Postgres, runs what was enqueued since, and says of it when it begins and when it is over", async () => {
  const port = await freePort();
  const settings = ["fsync=off"];
  const open = () => startCluster({ place, port, logFile: path.join(folder, "postgres.log"), settings });
  cluster = await open();
  const url = cluster.url("postgres");
  await migrate({ url });
  const seen: string[] = [];
  const words: string[] = [];
  const log = pino({ level: "warn" }, { write: (line) => void words.push(JSON.parse(line).msg) });
  const worker = await startWorker({
    url,
    log,
    handlers: {
      "pages.revalidate": async ({ tags }) => {
        seen.push(...tags);
      },
      "catalog.index": async ({ productId }) => {
        seen.push(productId);
      },
    },
  });
  let ended = false;
  void worker.ended.then(() => {
    ended = true;
  });
  const ask = async (name: string, payload: object) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("select graphile_worker.add_job($1, payload => $2::json)", [name, JSON.stringify(payload)]);
    await client.end();
  };
  const productId = "01999999-0000-7000-8000-000000000001";
  await ask("pages.revalidate", { tags: ["before"] });
  await vi.waitFor(() => expect(seen).toEqual(["before"]), { timeout: 10_000 });

  await cluster.stop();
  await sleep(4_000);
  cluster = await open();
  await ask("pages.revalidate", { tags: ["after"] });
  await ask("catalog.index", { productId });
  await vi.waitFor(() => expect(seen.toSorted()).toEqual([productId, "after", "before"].toSorted()), {
    timeout: 30_000,
  });
  expect(ended).toBe(false);
  await vi.waitFor(() => expect(words.at(-1)).toBe("the queue works again"), { timeout: 20_000 });
  // In the seconds between: 14 each of them, said one by one.
  expect(words.slice(0, -1).every((word) => word.startsWith("the queue is in trouble: "))).toBe(true);
  expect(words.length).toBeLessThanOrEqual(5);
  await worker.stop();
  expect(ended).toBe(true);
}, 90_000);
