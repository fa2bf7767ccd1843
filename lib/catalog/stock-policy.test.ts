import { expect, it } from "vitest";
import { type Supply, shipsFromOf } from "./stock-policy";

const now = new Date("2026-11-22T15:00:00Z");
const supply = (more: Partial<Supply>): Supply => ({ stockPolicy: "backorder", shipsFrom: null, present: 2, ...more });
const day = (text: string) => new Date(`${text}T00:00:00Z`);

it("what is there leaves at once; more than that waits for the day it is expected", () => {
  const shipsFrom = day("2026-12-24");
  expect(shipsFromOf(supply({ shipsFrom }), 2, now)).toBeNull();
  expect(shipsFromOf(supply({ shipsFrom }), 3, now)).toBe("2026-12-24");
  expect(shipsFromOf(supply({ stockPolicy: "deny" }), 3, now)).toBeNull();
});

it("a preorder waits for its day, whatever has come in", () => {
  const shipsFrom = day("2026-12-24");
  expect(shipsFromOf(supply({ stockPolicy: "preorder", shipsFrom, present: 50 }), 1, now)).toBe("2026-12-24");
  const after = new Date("2026-12-25T00:00:00Z");
  expect(shipsFromOf(supply({ stockPolicy: "preorder", shipsFrom, present: 50 }), 1, after)).toBeNull();
});

it("a day that passed without the goods is never told as today", () => {
  expect(shipsFromOf(supply({ shipsFrom: day("2026-11-01"), present: 0 }), 1, now)).toBe("2026-11-23");
  expect(shipsFromOf(supply({ present: 0 }), 1, now)).toBe("2026-11-23");
});
