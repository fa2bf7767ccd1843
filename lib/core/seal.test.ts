import { expect, it } from "vitest";
import { seal, unseal } from "./seal";

const own = { purpose: "webhook", secret: "a secret of the application's, long enough" };

it("opens what it sealed, never twice the same, and shows nothing of it", () => {
  const [first, second] = [seal("whsec_abc…ü", own), seal("whsec_abc…ü", own)];
  expect(first).not.toBe(second);
  expect(first).not.toContain("whsec");
  expect([unseal(first, own), unseal(second, own)]).toEqual(["whsec_abc…ü", "whsec_abc…ü"]);
});

it("opens nothing for another purpose, with another secret, or that somebody changed", () => {
  const sealed = seal("whsec_abc", own);
  const changed = sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA");
  expect(() => unseal(sealed, { ...own, purpose: "other" })).toThrow();
  expect(() => unseal(sealed, { ...own, secret: `${own.secret}!` })).toThrow();
  expect(() => unseal(changed, own)).toThrow();
});

it("leaves text from before there were seals as it is", () => {
  expect(unseal("whsec_plain", own)).toBe("whsec_plain");
});
