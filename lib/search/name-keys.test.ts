import { expect, it } from "vitest";
import { nameKeys } from "./name-keys";

it("has a code in one as well, wherever it stands, and does not part what is typed in one", () => {
  const keys = (name: string) => Object.values(nameKeys("en", name)).flat();
  expect(keys("WD-40 spray")).toContain("wd40 spray");
  expect(keys("Castrol 5W-30 oil")).toEqual(expect.arrayContaining(["5w 30 oil", "5w30 oil"]));
  expect(keys("D'Addario EXL110 strings")).toContain("exl110 strings");
  expect(keys("Make-up mirror").some((key) => key.startsWith("makeup"))).toBe(false);
});

it("begins at what the end of a Japanese word is called, and has it without okurigana", () => {
  const keys = (name: string) => Object.values(nameKeys("ja", name)).flat();
  expect(keys("紙おむつ L 44枚")).toContain("オムツl 44枚");
  expect(keys("軽い焚き火台")).toEqual(expect.arrayContaining(["焚火台"]));
});
