import { expect, test } from "vitest";
import { newOrderNumber, typedOrderNumber } from "./order-number";

test.each([
  ["as it is written", "CW-7K3M-9QXA"],
  ["in small letters", "cw-7k3m-9qxa"],
  ["without the dashes, or with others", "CW 7K3M–9QXA"],
  ["in full width", "ＣＷ７Ｋ３Ｍ９ＱＸＡ"],
])("a number is known %s", (_, typed) => {
  expect(typedOrderNumber.parse(typed)).toBe("CW-7K3M-9QXA");
});

test("letters that no number has are the digits they look like", () => {
  expect(typedOrderNumber.parse("cw-o1il-oooo")).toBe("CW-0111-0000");
});

test("what is no whole number is none, and a new one is known as it is", () => {
  expect(
    ["", "CW-7K3M", "7K3M-9QXA", "CW-7K3M-9QXA1"].map((typed) => typedOrderNumber.safeParse(typed).success),
  ).toEqual([false, false, false, false]);
  const number = newOrderNumber();
  expect(typedOrderNumber.parse(number)).toBe(number);
});
