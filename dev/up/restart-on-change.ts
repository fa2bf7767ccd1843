import { watch } from "node:fs";
import { say } from "./say";
import type { Supervised } from "./supervise";

/** Hot reload for the worker: a change below the folder starts it again, once the changes have settled. */
export function restartOnChange(folder: string, program: Supervised): () => Promise<void> {
  let settled: NodeJS.Timeout | undefined;
  let restarting = Promise.resolve();
  const watcher = watch(folder, { recursive: true }, (_event, file) => {
    if (!file?.endsWith(".ts") || file.endsWith(".test.ts")) return;
    clearTimeout(settled);
    settled = setTimeout(() => {
      say(`  ${file} changed: starting the worker again`);
      restarting = restarting.then(() => program.restart());
    }, 300);
  });
  return async () => {
    watcher.close();
    clearTimeout(settled);
    await restarting;
  };
}
