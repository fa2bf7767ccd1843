import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { runNode } from "./run-node";
import type { Tally } from "./tally";

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
});

/** All the tests, or those that the options tell. */
export async function runUnits(folder: string, options: readonly string[] = []): Promise<Tally> {
  const file = path.join(folder, "units.json");
  rmSync(file, { force: true });
  const code = await runNode([
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...options,
  ]);
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = reportSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  // A file that breaks before its first test has no failed test, only a failed suite.
  const failed = Math.max(report.numFailedTests, report.numFailedTestSuites > 0 || code !== 0 ? 1 : 0);
  return { passed: report.numPassedTests, failed };
}
