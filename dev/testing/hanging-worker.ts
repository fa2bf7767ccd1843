import pino from "pino";
import { databaseUrl } from "../../lib/core/env";
import { startWorker } from "../../lib/jobs/start-worker";

/** A worker for tests that begins a job, says so, and never ends it; on SIGTERM it lets it end. */
let letGo: () => void = () => undefined;
const released = new Promise<void>((resolve) => {
  letGo = resolve;
});
const worker = await startWorker({
  url: databaseUrl(),
  log: pino({ level: "silent" }),
  handlers: {
    "pages.revalidate": async () => {
      process.stdout.write("begun\n");
      await released;
      process.stdout.write("finished\n");
    },
  },
});
process.on("SIGTERM", async () => {
  setTimeout(letGo, 300);
  await worker.stop();
  process.stdout.write("stopped\n");
  process.exit(0);
});
