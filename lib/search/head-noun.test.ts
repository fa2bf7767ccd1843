import { describe, expect, it } from "vitest";
import { searchWords } from "./document";
import { headWords } from "./head-noun";

const titled = (language: "en" | "de" | "ja", title: string, categories: string[] = []) =>
  headWords(language, title, searchWords(language, title).split(" "), categories);

describe("the head of a title", () => {
  it.each([
    ["en", "Torg chain bike lock", ["lock"]],
    ["en", "Candour make-up mirror with light", ["mirror"]],
    ["en", "Trail sneakers white, 42", ["sneakers", "sneaker"]],
    ["en", "Ink bottle 50 ml", ["bottle"]],
    ["en", "Hand cream", ["cream"]],
    ["en", "Pop wireless earbuds + charging case", ["earbuds", "earbud"]],
    ["en", "Smart TV 65 inch w/Alexa built-in", ["tv"]],
    ["en", "Engine air filter: reusable, for cars", ["filter"]],
    ["en", "12", []],
    ["de", "Torg Fahrradschloss mit Kette", []],
    ["ja", "トルグ 自転車用チェーンロック", ["ロック", "チェーンロック", "トルグ"]],
    ["ja", "防水 ノイズキャンセリング イヤホン", ["イヤホン"]],
    [
      "ja",
      "アンカー ワイヤレスイヤホン ノイズキャンセリング 防水 ブラック",
      ["イヤホン", "ワイヤレスイヤホン", "アンカー", "アンカ"],
    ],
    [
      "ja",
      "モロー エスプレッソカップ＆ソーサー 24型",
      ["カップ", "エスプレッソカップ", "ソーサー", "ソーサ", "モロー"],
    ],
    ["ja", "ラル 自動巻き腕時計 40 mm", ["腕時計", "時計", "ラル"]],
    ["ja", "ハンドクリーム 乾燥肌用", ["クリーム", "ハンドクリーム"]],
    ["ja", "【送料無料】三脚 トルグ 雲台付き", ["三脚", "トルグ"]],
  ] as const)("%s: of “%s” is %j", (language, title, heads) => {
    expect(titled(language, title).heads).toEqual(heads);
  });

  it.each([
    ["en", "Torg chain bike lock", []],
    ["en", "Apple MacBook Pro 14", ["apple", "macbook"]],
    ["en", "Perch laptop riser", ["perch", "laptop"]],
    ["en", "Apple AirPods Pro wireless earbuds", ["airpods", "airpod"]],
    ["ja", "ミランテ レザーハンドバッグ", ["バッグ"]],
    ["ja", "イスブレ スマホ対応ウール手袋", []],
    ["ja", "防水 ノイズキャンセリング イヤホン", ["ノイズ", "ノイズキャンセリング", "キャンセリング", "防水"]],
    ["ja", "トルグ リングライト 三脚付き", []],
  ] as const)("%s: in “%s” may be %j besides", (language, title, named) => {
    expect(titled(language, title).named.toSorted()).toEqual(named.toSorted());
  });

  it("is known by the product's own categories", () => {
    expect(titled("en", "Perch laptop riser").named).toContain("laptop");
    expect(titled("en", "Perch laptop riser", ["Computing", "Desks and risers"]).named).toEqual([]);
    const strings = titled("en", "Classical guitar strings normal tension", ["Guitars and basses", "Strings"]);
    expect(strings).toEqual({ heads: ["tension"], named: ["strings", "string", "normal"] });
  });
});
