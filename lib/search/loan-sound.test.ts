import { describe, expect, it } from "vitest";
import { foldWord } from "./fold-word";
import { otherBeginnings, soundAlike } from "./loan-sound";

describe.each([
  ["godiva", "ゴディバ"],
  ["yonex", "ヨネックス"],
  ["velbon", "ベルボン"],
  ["velbon", "ヴェルボン"],
  ["gentos", "ジェントス"],
  ["jackery", "ジャクリ"],
  ["comtec", "コムテック"],
  ["molten", "モルテン"],
  ["jetstream", "ジェットストリーム"],
  ["fancl", "ファンケル"],
  ["garmin", "ガーミン"],
  ["caster", "キャスター"],
  ["skate", "スケート"],
  ["basket", "バスケット"],
  ["kitchen", "キッチン"],
  ["carton", "カートン"],
])("%s and %s", (latin, kana) => {
  it("sound alike, and are found by how either begins", () => {
    const folded = foldWord(kana);
    expect(soundAlike(latin)(folded)).toBe(true);
    expect(soundAlike(folded)(latin)).toBe(true);
    expect(otherBeginnings(latin).some((start) => folded.startsWith(start))).toBe(true);
    expect(otherBeginnings(kana).some((start) => latin.startsWith(start))).toBe(true);
  });
});

it.each([
  ["godiva", "ギター"],
  ["sony", "ソニック"],
  ["molten", "マルテンサイト"],
  ["teva", "テバ"],
  ["godiva", "godivas"],
  ["kitchen", "カーテン"],
  ["carton", "カーテン"],
  ["biscuit", "バスケット"],
])("%s and %s do not", (one, other) => {
  expect(soundAlike(one)(foldWord(other))).toBe(false);
  expect(soundAlike(foldWord(other))(one)).toBe(false);
});
