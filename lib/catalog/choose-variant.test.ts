import { describe, expect, test } from "vitest";
import { chooseValue, showsVariant, startVariant } from "./choose-variant";

const variant = (color: string, size: string, fit = "regular") => ({
  variantId: `${color}-${size}-${fit}`,
  options: { color, size, fit },
});
const order = ["color", "size", "fit"];
const variants = [
  variant("sage", "s"),
  variant("sage", "m"),
  variant("sage", "m", "slim"),
  variant("plum", "m"),
  variant("plum", "l", "slim"),
];

describe("choosing a value", () => {
  test("keeps the other options when that variant exists", () => {
    expect(chooseValue(variants, order, { color: "sage", size: "m", fit: "regular" }, "color", "plum")?.variantId).toBe(
      "plum-m-regular",
    );
  });

  test("moves later options to a variant that exists", () => {
    expect(chooseValue(variants, order, { color: "sage", size: "s", fit: "regular" }, "color", "plum")?.variantId).toBe(
      "plum-m-regular",
    );
    expect(chooseValue(variants, order, { color: "plum", size: "m", fit: "regular" }, "size", "l")?.variantId).toBe(
      "plum-l-slim",
    );
  });

  test("never gives up what is chosen before it", () => {
    expect(chooseValue(variants, order, { color: "sage", size: "m", fit: "regular" }, "size", "l")).toBeNull();
    expect(chooseValue(variants, order, { color: "plum", size: "m", fit: "regular" }, "fit", "slim")).toBeNull();
  });

  test("an earlier option kept outweighs a later one", () => {
    const crossed = [variant("plum", "s", "slim"), variant("plum", "m", "regular")];
    expect(chooseValue(crossed, order, { color: "sage", size: "m", fit: "slim" }, "color", "plum")?.variantId).toBe(
      "plum-m-regular",
    );
  });

  test("every value some variant has can be reached from every variant, first option first", () => {
    for (const from of variants) {
      for (const to of variants) {
        let at = from;
        for (const key of order)
          at =
            chooseValue(
              variants,
              order,
              at.options,
              key,
              Object.entries(to.options).find(([each]) => each === key)?.[1] ?? "",
            ) ?? at;
        expect(at).toBe(to);
      }
    }
  });

  test("an unknown value is no choice", () => {
    expect(chooseValue(variants, order, variants[0]?.options ?? {}, "color", "gold")).toBeNull();
  });
});

test("a page opens with the first variant that can be bought", () => {
  expect(startVariant(variants, new Map([["sage-s-regular", 0]]))?.variantId).toBe("sage-m-regular");
  expect(startVariant(variants, new Map(variants.map(({ variantId }) => [variantId, 0])))?.variantId).toBe(
    "sage-s-regular",
  );
  expect(startVariant([], new Map())).toBeUndefined();
});

test("a picture is shown for a variant it does not contradict", () => {
  expect(showsVariant({}, { color: "sage" })).toBe(true);
  expect(showsVariant({ color: "sage" }, { color: "sage", size: "m" })).toBe(true);
  expect(showsVariant({ color: "plum" }, { color: "sage" })).toBe(false);
});
