import { describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { checkoutSchema, normalizePostalCode } from "./schemas";

const typed = {
  locale: "en-US",
  idempotencyKey: newId(),
  email: "  Mara@Example.COM ",
  name: "Mara Lindqvist",
  line1: "2450 Harrison St",
  city: "San Francisco",
  state: "CA",
  postalCode: "94110",
  shippingMethod: "standard",
  expectedTotal: "6864",
};

const issuesOf = (region: "US" | "GB" | "DE" | "JP", form: Record<string, unknown>) => {
  const parsed = checkoutSchema(region).safeParse(form);
  return parsed.success ? {} : Object.fromEntries(parsed.error.issues.map((issue) => [issue.path[0], issue.message]));
};

describe("the checkout form", () => {
  test("takes what a person types and tidies it", () => {
    expect(checkoutSchema("US").parse(typed)).toMatchObject({ email: "mara@example.com", expectedTotal: 6864 });
  });

  test("names each fault by a code beside its field", () => {
    expect(
      issuesOf("US", { ...typed, email: "mara", name: " ", state: "XX", postalCode: "1", shippingMethod: "teleport" }),
    ).toEqual({
      email: "email",
      name: "required",
      state: "state",
      postalCode: "postal_code",
      shippingMethod: "shipping_method",
    });
    expect(issuesOf("US", {})).toMatchObject({
      email: "required",
      name: "required",
      line1: "required",
      city: "required",
      state: "required",
      postalCode: "required",
    });
  });

  test("does not take control characters, endless text or a state where there are none", () => {
    expect(
      checkoutSchema("DE").parse({
        ...typed,
        locale: "de-DE",
        name: "Jo\u0000\nWeber",
        postalCode: "10115",
        state: "CA",
      }),
    ).toMatchObject({ name: "Jo  Weber", state: undefined });
    expect(issuesOf("US", { ...typed, name: "x".repeat(121), line1: "y".repeat(10_000) })).toEqual({
      name: "too_long",
      line1: "too_long",
    });
  });

  test("takes no field that is blank to the eye, and nothing that turns what follows around", () => {
    for (const blank of ["\u200b", "\u2800 \u3164", "\u202e\u00a0", "\u0301"])
      expect(issuesOf("US", { ...typed, name: blank, line1: blank, city: blank })).toEqual({
        name: "required",
        line1: "required",
        city: "required",
      });
    expect(
      checkoutSchema("US").parse({
        ...typed,
        name: "\u202a\u202eمريم 👩‍👩‍👧 می‌خواهم\u202c",
        line1: "1\u200b2 Harrison St\ufeff",
        line2: "\u2060",
        postalCode: "\u200b94110\u2069",
      }),
    ).toMatchObject({ name: "مريم 👩‍👩‍👧 می‌خواهم", line1: "12 Harrison St", line2: undefined, postalCode: "94110" });
  });

  test("refuses totals and keys that are none", () => {
    expect(Object.keys(issuesOf("US", { ...typed, expectedTotal: "-1", idempotencyKey: "1" }))).toEqual(
      expect.arrayContaining(["expectedTotal", "idempotencyKey"]),
    );
    expect(Object.keys(issuesOf("US", { ...typed, expectedTotal: "12.5", locale: "xx-XX" }))).toEqual(
      expect.arrayContaining(["expectedTotal", "locale"]),
    );
  });

  test("postal codes are brought to their written form", () => {
    expect(normalizePostalCode("JP", "１５０ー０００１")).toBe("150-0001");
    expect(normalizePostalCode("JP", "1500001")).toBe("150-0001");
    expect(normalizePostalCode("GB", "sw1a1aa")).toBe("SW1A 1AA");
    expect(normalizePostalCode("DE", " 10115 ")).toBe("10115");
    expect(normalizePostalCode("US", "94110-1234")).toBe("94110-1234");
  });
});
