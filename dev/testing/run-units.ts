import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { runNode } from "./run-node";
import { failureOf, type Tally } from "./tally";

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
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
  return unitsTally(reportSchema.parse(JSON.parse(readFileSync(file, "utf8"))), code);
}

export function unitsTally(report: z.infer<typeof reportSchema>, code: number): Tally {
  // A file that breaks before its first test has no failed test, only a failed suite.
  const failed = Math.max(report.numFailedTests, report.numFailedTestSuites > 0 || code !== 0 ? 1 : 0);
  return { passed: report.numPassedTests, failed, failures: failed > 0 ? failuresOf(report) : [] };
}

function failuresOf({ testResults }: z.infer<typeof reportSchema>): string[] {
  const named = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(process.cwd(), name);
    const tests = assertionResults.filter((test) => test.status === "failed");
    if (tests.length === 0 && status === "failed") return [failureOf(file, message)];
    return tests.map(({ fullName, failureMessages }) => failureOf(`${file} › ${fullName}`, failureMessages?.[0]));
  });
  return named.length > 0 ? named : ["an error outside of every test, told above as unhandled"];
}
