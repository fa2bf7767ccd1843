import fc from "fast-check";
import { expect, it } from "vitest";
import { fromShortId, idOfName, idSchema, newId, shortId } from "@/lib/core/ids";

const ids = fc.uuid({ version: 7 });

it("shortens every id to 22 characters and finds it again", () => {
  fc.assert(
    fc.property(ids, (id) => {
      expect(shortId(id)).toMatch(/^[1-9A-HJ-NP-Za-km-z]{22}$/);
      expect(fromShortId(shortId(id))).toBe(id);
    }),
  );
});

it("gives null for what is no short id, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      expect(() => fromShortId(text)).not.toThrow();
    }),
  );
  expect(["", "abc", "z".repeat(22), "0".repeat(22), `${"1".repeat(21)}l`].map(fromShortId)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});

it("makes ids in the order of time that carry their moment", () => {
  const before = Date.now();
  const made = Array.from({ length: 1_000 }, newId);
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(1_000);
  const momentOf = (id = "") => Number.parseInt(id.replace("-", "").slice(0, 12), 16);
  expect(momentOf(made[0])).toBeGreaterThanOrEqual(before);
  expect(momentOf(made[999])).toBeLessThanOrEqual(Date.now() + 1_000);
  expect(idSchema.safeParse(made[0]).success).toBe(true);
});

it("names an id within another of any version, the same each time and another for another name", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.string(), fc.string(), (within, name, other) => {
      const id = idOfName(name, within);
      expect(idSchema.parse(id)).toBe(idOfName(name, within));
      expect(idOfName(other, within) === id).toBe(other === name);
    }),
  );
  const nine = "01935f5e-3a40-9c54-9d2c-1f3ab59d2c11";
  expect(idSchema.safeParse(nine).success).toBe(true);
  expect(idOfName("a shelf", nine)).toBe(idOfName("a shelf", nine));
});
