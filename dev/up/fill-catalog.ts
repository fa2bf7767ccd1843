import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isSeeded } from "./open-database";
import type { Options } from "./options";
import { runTool } from "./run-tool";
import { step } from "./say";

/** The demo catalog with the first picture of each product, when the database has none yet. */
export async function fillCatalog(
  { data }: Options,
  url: string,
  environment: NodeJS.ProcessEnv,
  logFile: string,
  stopped: AbortSignal,
): Promise<void> {
  if ((await isSeeded(url)) && existsSync(path.join(data, "media/demo"))) return;
  const args = ["--import", "tsx", "dev/seed-cli.ts", "--lists-only"];
  await step("Demo catalog", (onLine) =>
    runTool({ name: "Writing the demo catalog", args, environment, logFile, onLine, stopped }),
  );
}

/** Says that every picture was drawn; a start that was interrupted draws the rest. */
export const galleriesMark = "galleries-drawn";

/** The other pictures of each product. */
export async function drawGalleries(
  { data }: Options,
  environment: NodeJS.ProcessEnv,
  logFile: string,
  stopped: AbortSignal,
): Promise<void> {
  const mark = path.join(data, galleriesMark);
  if (existsSync(mark)) return;
  const args = ["--import", "tsx", "dev/draw-galleries-cli.ts"];
  await step("Gallery pictures", (onLine) =>
    runTool({ name: "Drawing the galleries", args, environment, logFile, onLine, stopped }),
  );
  writeFileSync(mark, "");
}
