import { expect, it } from "vitest";
import { fillPage, placePins } from "./place-pins";

/** The law, said plainly: put each pin in, the first first, then cut into pages. */
function plainly(others: string[], pins: { productId: string; position: number }[]): string[] {
  const list = [...others];
  for (const { productId, position } of pins) list.splice(Math.min(position - 1, list.length), 0, productId);
  return list;
}

function* worlds(): Generator<{
  others: string[];
  pins: { productId: string; position: number; always: boolean }[];
  pageSize: number;
}> {
  let seed = 7;
  const chance = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  for (let round = 0; round < 2_000; round++) {
    const others = Array.from({ length: chance(30) }, (_, n) => `o${n}`);
    const positions = [...new Set(Array.from({ length: chance(8) }, () => 1 + chance(40)))].toSorted((a, b) => a - b);
    const pins = positions.map((position, n) => ({ productId: `p${n}`, position, always: false }));
    yield { others, pins, pageSize: 1 + chance(12) };
  }
}

it("every page is the stretch of the list with its pins put in that it should be", () => {
  for (const { others, pins, pageSize } of worlds()) {
    const whole = plainly(others, pins);
    const pages = Math.ceil(whole.length / pageSize);
    const paged = Array.from({ length: pages }, (_, n) => {
      const { offset, limit, places } = placePins(pins, others.length, n + 1, pageSize);
      return fillPage(others.slice(offset, offset + limit), places);
    });
    expect(paged.flat()).toEqual(whole);
    for (const page of paged.slice(0, -1)) expect(page).toHaveLength(pageSize);
  }
});
