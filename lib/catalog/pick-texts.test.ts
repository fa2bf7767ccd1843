import { expect, test } from "vitest";
import { pickTexts } from "./pick-texts";

test("texts are in the language asked for, else in English, else in the first by its code", () => {
  const [ja, en, de] = [{ language: "ja" }, { language: "en" }, { language: "de" }];
  expect(pickTexts([de, en, ja], "ja")).toBe(ja);
  expect(pickTexts([ja, en], "de")).toBe(en);
  expect([pickTexts([ja, de], "en"), pickTexts([de, ja], "en")]).toEqual([de, de]);
  expect(pickTexts([], "en")).toBeUndefined();
});
