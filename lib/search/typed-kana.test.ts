import { expect, it } from "vitest";
import { typedKana } from "./typed-kana";

it.each([
  ["タb", ["タバ", "タビ", "タブ", "タベ", "タボ"]],
  ["炊飯k", ["炊飯カ", "炊飯キ", "炊飯ク", "炊飯ケ", "炊飯コ"]],
  ["カバn", ["カバン", "カバナ", "カバニ", "カバヌ", "カバネ", "カバノ"]],
  ["デンsh", ["デンシャ", "デンシ", "デンシュ", "デンショ"]],
  ["カtt", ["カッタ", "カッチ", "カッツ", "カッテ", "カット"]],
  ["furaipa", ["フライパ"]],
  ["kuts", ["クツ"]],
  ["タブ", []],
  ["k", []],
  ["usb", []],
  ["sony 4k", []],
])("%s may become %j", (typed, kana) => {
  expect(typedKana(typed)).toEqual(kana);
});
