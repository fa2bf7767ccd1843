import { expect, it } from "vitest";
import { journeysTally } from "./run-journeys";
import { stageLine } from "./tally";

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
