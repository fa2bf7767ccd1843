import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDistance, oneEditAway } from "./edit-distance";

const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "ß", "ー", "🫖"), maxLength: 9 });

describe("how many edits lead from one word to another", () => {
  test.each([
    ["kettle", "kettle", 0],
    ["ketle", "kettle", 1],
    ["kettel", "kettle", 1],
    ["kttel", "kettle", 2],
    ["", "tea", 3],
    ["ランプ", "トランプ", 1],
    ["🫖", "🍵", 1],
  ])("%s, %s: %i", (from, to, edits) => {
    expect(editDistance(from, to)).toBe(edits);
  });

  test("more than were asked for are infinitely many, fewer are told as ever", () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (from, to, most) => {
        const edits = editDistance(from, to);
        expect(editDistance(from, to, most)).toBe(edits <= most ? edits : Number.POSITIVE_INFINITY);
        expect(editDistance(to, from)).toBe(edits);
      }),
      { numRuns: 2_000 },
    );
  });

  test("every string one edit away is one edit away", () => {
    for (const near of oneEditAway("kanne", ["a", "x"])) expect(editDistance("kanne", near, 1)).toBe(1);
  });
});
