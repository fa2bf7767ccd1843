import { expect, it } from "vitest";
import { journeysTally } from "./run-journeys";
import { unitsTally } from "./run-units";
import { failureLines, stageLine } from "./tally";

it("tells journeys that passed at the second try apart", () => {
  const tally = journeysTally({ stats: { expected: 40, flaky: 2, unexpected: 0 } }, 0);
  expect(stageLine("journeys", tally, 61.4)).toBe("✓ journeys: 42 passed (2 at the second try), 0 failed (61 s)");
});

it.each([
  [{ expected: 40, flaky: 0, unexpected: 0 }, 0, "✓ journeys: 40 passed, 0 failed (1 s)"],
  [{ expected: 39, flaky: 0, unexpected: 1 }, 1, "✗ journeys: 39 passed, 1 failed (1 s)"],
  [{ expected: 40, flaky: 0, unexpected: 0 }, 1, "✗ journeys: 40 passed, 1 failed (1 s)"],
])("%o with code %i", (stats, code, line) => {
  expect(stageLine("journeys", journeysTally({ stats }, code), 1)).toBe(line);
});

it("names what failed, with the first line of why", () => {
  const test = {
    fullName: "a cart keeps its lines",
    status: "failed",
    failureMessages: ["\u001b[31mexpected 1\u001b[39m\nat x.ts"],
  };
  const passed = { fullName: "a cart opens", status: "passed", failureMessages: [] };
  const file = { name: `${process.cwd()}/lib/cart.test.ts`, status: "failed", assertionResults: [passed, test] };
  const broken = {
    name: `${process.cwd()}/lib/b.test.ts`,
    status: "failed",
    message: "no such file",
    assertionResults: [],
  };
  const counts = { numPassedTests: 1, numFailedTests: 1, numFailedTestSuites: 2 };
  expect(failureLines(unitsTally({ ...counts, testResults: [file, broken] }, 1))).toEqual([
    "    lib/cart.test.ts › a cart keeps its lines: expected 1",
    "    lib/b.test.ts: no such file",
  ]);
  const unhandled = unitsTally({ ...counts, numFailedTests: 0, numFailedTestSuites: 0, testResults: [] }, 1);
  expect(failureLines(unhandled)).toEqual(["    an error outside of every test, told above as unhandled"]);
  expect(
    failureLines(unitsTally({ ...counts, numFailedTests: 0, numFailedTestSuites: 0, testResults: [] }, 0)),
  ).toEqual([]);
});

it("names the journeys that failed, and those that passed at the second try only", () => {
  const spec = (title: string, status: string) => ({
    title,
    file: "cart.spec.ts",
    tests: [{ projectName: "phone", status, results: [{ error: { message: "Error: late\n  at x" } }, {}] }],
  });
  const suites = [
    { specs: [spec("opens", "expected")], suites: [{ specs: [spec("pays", "unexpected"), spec("keeps", "flaky")] }] },
  ];
  expect(failureLines(journeysTally({ stats: { expected: 1, flaky: 1, unexpected: 1 }, suites }, 1))).toEqual([
    "    [phone] cart.spec.ts › pays: Error: late",
    "    [phone] cart.spec.ts › keeps: Error: late",
  ]);
});
