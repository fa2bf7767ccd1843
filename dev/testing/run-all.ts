import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runJourneys } from "./run-journeys";
import { runNode } from "./run-node";
import { runUnits } from "./run-units";
import { failureLines, stageLine, type Tally } from "./tally";

const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-test-"));

/** One check that either holds or doesn't. */
const check = async (...commands: string[][]): Promise<Tally> => {
  for (const args of commands) if ((await runNode(args)) !== 0) return { passed: 0, failed: 1 };
  return { passed: 1, failed: 0 };
};

/** One of stock, one of notices, one of jobs; `npm run drill:planted` takes half an hour for all of them. */
const planted = [
  ...["--config", "dev/drill/vitest.config.ts", "--root", "."],
  ...["--testNamePattern", "no stock condition|told twice|a job is lost|every law"],
];

const stages = [
  {
    name: "types",
    parts: ["check"],
    run: () =>
      check(
        ["node_modules/prisma/build/index.js", "generate"],
        ["node_modules/next/dist/bin/next", "typegen"],
        ["node_modules/typescript/bin/tsc", "--noEmit"],
      ),
  },
  { name: "lint and format", parts: ["check"], run: () => check(["node_modules/@biomejs/biome/bin/biome", "check"]) },
  { name: "unit and integration tests", parts: ["unit"], run: () => runUnits(folder) },
  {
    name: "the drill notices planted bugs, three of forty-nine",
    parts: ["unit"],
    run: () => runUnits(folder, planted),
  },
  { name: "journeys in a browser", parts: ["journeys"], run: () => runJourneys(folder) },
];

/** Runs every stage, whatever the ones before it said, and ends with the sum of all. */
const part = process.argv[2];
const total: Tally = { passed: 0, failed: 0 };
const told: string[] = [];
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const { name, parts, run } of stages) {
  if (part && !parts.includes(part)) continue;
  console.log(`\n── ${name}`);
  const began = performance.now();
  const tally = await run().catch((error: unknown): Tally => {
    console.error(error);
    return { passed: 0, failed: 1 };
  });
  total.passed += tally.passed;
  total.failed += tally.failed;
  told.push(stageLine(name, tally, (performance.now() - began) / 1_000), ...failureLines(tally));
}
console.log(`\n${told.join("\n")}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
