import { expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { quantityMax } from "./cart";
import { addToCartSchema, setQuantitySchema } from "./schemas";

const line = { locale: "en-US", productId: newId(), variantId: newId() };
const adds = (quantity: unknown) => addToCartSchema.safeParse({ ...line, quantity }).success;
const sets = (quantity: unknown) => setQuantitySchema.safeParse({ ...line, quantity }).success;

it.each([-1, 1.5, quantityMax + 1, 1e9, Number.NaN, Number.POSITIVE_INFINITY, "-1", "1.5", "two", undefined, {}])(
  "a quantity is not %s",
  (quantity) => {
    expect([adds(quantity), sets(quantity)]).toEqual([false, false]);
  },
);

it("is one to the most of a line, as a form spells it; nothing takes a line out and adds none", () => {
  for (const quantity of [1, "1", quantityMax, String(quantityMax)])
    expect([adds(quantity), sets(quantity)]).toEqual([true, true]);
  for (const nothing of [0, "0"]) expect([adds(nothing), sets(nothing)]).toEqual([false, true]);
});

it.each([
  ["a market there isn't", { locale: "xx-XX" }],
  ["a product that is no id", { productId: "1 or 1=1" }],
  ["a variant that is no id", { variantId: "" }],
])("a line is not of %s", (_, wrong) => {
  expect(addToCartSchema.safeParse({ ...line, quantity: 1, ...wrong }).success).toBe(false);
  expect(setQuantitySchema.safeParse({ ...line, quantity: 1, ...wrong }).success).toBe(false);
});
