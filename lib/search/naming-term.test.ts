import { expect, it } from "vitest";
import { namingTerm } from "./naming-term";
import { planQuery } from "./plan-query";

it.each([
  ["ヘッドホン 子供", "ヘッドホン"],
  ["ソニー ヘッドホン", "ヘッドホン"],
  ["犬用 ウクレレ", "ウクレレ"],
  ["ガラス製 急須", "急須"],
  ["キャンプ スピーカー", "スピーカー"],
  ["大きいサイズ ワイシャツ", "ワイシャツ"],
])("“%s” names %s", (text, name) => {
  expect(namingTerm("ja", text, planQuery("ja", text))?.surface).toBe(name);
});
