import { expect, it } from "vitest";
import { vocabularyOf } from "./vocabulary";

it("keeps what katakana writes in one beside the words the dictionary cuts it into", () => {
  expect(vocabularyOf("イヤホン")).toEqual(expect.arrayContaining(["イヤ", "ホン", "イヤホン"]));
  expect(vocabularyOf("ヘッドホン").filter((word) => word === "ヘッドホン")).toHaveLength(1);
});

it("keeps kana as queries join it, however the dictionary cuts it into crumbs", () => {
  expect(vocabularyOf("でんち")).toContain("でんち");
});

it("keeps no numbers, nor what they count by", () => {
  expect(vocabularyOf("24本 500")).toEqual([]);
});

it("has the words of a run of katakana that stand together, which who writes less of it misspells", () => {
  expect(vocabularyOf("インスタントドライイースト")).toEqual(expect.arrayContaining(["ドライイースト"]));
  expect(vocabularyOf("ゲーミングヘッドセット")).not.toContain("ゲーミング");
});
