import { expect, test } from "vitest";
import {
  giftCardStatuses,
  giftCardTransitions,
  giftCodeSchema,
  hashGiftCode,
  newGiftCode,
  statusAt,
} from "./gift-card";

const allowed = ["active spent", "active expired", "active disabled", "spent active", "spent disabled"];

test.each(giftCardStatuses.flatMap((from) => giftCardStatuses.map((to) => ({ from, to }))))(
  "a gift card may go from $from to $to only where the table says so",
  ({ from, to }) => {
    expect(giftCardTransitions[from].includes(to)).toBe(allowed.includes(`${from} ${to}`));
  },
);

test("a code is known however it is typed, and no other is", () => {
  const code = newGiftCode();
  expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  const hash = hashGiftCode(code, "a secret");
  expect(hashGiftCode(` ${code.toLowerCase().replaceAll("-", " ")} `, "a secret")).toBe(hash);
  expect(hashGiftCode(code.replaceAll("0", "o").replaceAll("1", "l"), "a secret")).toBe(hash);
  for (const dash of ["–", "—", "ー", "－", "\u200b", ". "])
    expect(hashGiftCode(`\u202a${code.replaceAll("-", dash)}`, "a secret")).toBe(hash);
  expect(hashGiftCode(newGiftCode(), "a secret")).not.toBe(hash);
  expect(hashGiftCode(code, "another secret")).not.toBe(hash);
  expect(giftCodeSchema.safeParse("7K3M-9QXA").success).toBe(false);
});

test("a card's time ends by the clock alone", () => {
  const expiresAt = new Date("2026-12-31T23:59:59Z");
  expect(statusAt({ status: "active", expiresAt }, new Date("2026-12-31T23:59:58Z"))).toBe("active");
  expect(statusAt({ status: "active", expiresAt }, expiresAt)).toBe("expired");
  expect(statusAt({ status: "disabled", expiresAt }, expiresAt)).toBe("disabled");
});
