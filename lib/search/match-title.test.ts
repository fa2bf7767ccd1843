import { describe, expect, it } from "vitest";
import type { Language } from "@/lib/i18n/markets";
import { matchTitle } from "./match-title";
import { planQuery } from "./plan-query";

/** The title with its matches in brackets. */
function marked(language: Language, title: string, text: string): string {
  let written = "";
  let at = 0;
  for (const [from, to] of matchTitle(language, title, planQuery(language, text, { prefixes: true }))) {
    written += `${title.slice(at, from)}[${title.slice(from, to)}]`;
    at = to;
  }
  return written + title.slice(at);
}

describe("the words of a title that were asked for", () => {
  it.each<[Language, string, string, string]>([
    ["en", "Nocturne wireless headphones", "headphones", "Nocturne wireless [headphones]"],
    ["en", "Nocturne wireless headphones", "wireless headph", "Nocturne [wireless headphones]"],
    ["en", "Two steel teapots", "teapot", "Two steel [teapots]"],
    ["en", "Café T-shirt, 500ml", "cafe tshirt", "[Café T-shirt], 500ml"],
    ["en", "Bottle 500ml", "500 ml bottle", "[Bottle 500ml]"],
    ["en", "Jug, 2.5 l", "2.5l", "Jug, [2.5 l]"],
    ["de", "Dünger 2,5 kg", "2,5 kg", "Dünger [2,5 kg]"],
    ["en", "Jug, 2.5 l", "jug 5", "[Jug], 2.5 l"],
    ["en", "Trail trainers", "sneakers", "Trail [trainers]"],
    ["en", "Nocturne headphones", "tent", "Nocturne headphones"],
    ["de", "Grüne Küchenuhr", "gruene", "[Grüne] Küchenuhr"],
    ["de", "Kochmesser aus Stahl", "Messer", "[Kochmesser] aus Stahl"],
    ["de", "Sonnenschirm aus Leinen", "Regenschirm", "Sonnenschirm aus Leinen"],
    ["de", "Straße und Maß", "strasse", "[Straße] und Maß"],
    ["ja", "炭酸水 24 本入り", "24本", "炭酸水 [24 本]入り"],
    ["ja", "ノクターン ワイヤレスヘッドホン", "ヘッドホン", "ノクターン ワイヤレス[ヘッドホン]"],
    ["ja", "ノクターン ﾜｲﾔﾚｽﾍｯﾄﾞﾎﾝ", "へっどほん", "ノクターン ﾜｲﾔﾚｽ[ﾍｯﾄﾞﾎﾝ]"],
    ["ja", "子ども用の傘", "傘", "子ども用の[傘]"],
    ["ja", "軽い焚き火台", "焚火台", "軽い[焚き火台]"],
    ["ja", "軽い焚火台", "焚き火台", "軽い[焚火台]"],
    ["ja", "新明快 國語辭典", "国語辞典", "新明快 [國語辭典]"],
    ["ja", "取り付け金具と取付ネジ", "取付", "[取り付け]金具と[取付]ネジ"],
    ["ja", "いなば ちゅ～る", "ちゅーる", "いなば [ちゅ～る]"],
  ])("%s: %j for %j", (language, title, text, expected) => {
    expect(marked(language, title, text)).toBe(expected);
  });

  it("of no words are none", () => {
    expect(matchTitle("en", "Teapot", [])).toEqual([]);
  });
});
