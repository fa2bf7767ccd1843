import { expect, it } from "vitest";
import { planQuery, queryWords, writeTerm } from "./plan-query";

const waysOf = (query: string) =>
  planQuery("ja", query).map(({ exact, loose }) => ({ exact: writeTerm(exact), others: writeTerm(loose) }));

it("looks for a Japanese name that the dictionary cuts as one, typed or as another name: a headset is no set of heads", () => {
  expect(waysOf("ヘッドセット")).toEqual([
    { exact: "('ヘッドセット')", others: expect.not.stringMatching(/'ヘッド'|'セット'|'ヘッドセット'/) },
  ]);
  expect(waysOf("ヘッドホン")[0]?.others).toContain("'ヘッドセット'");
  expect(waysOf("ヘッドホン")[0]?.others).not.toMatch(/'ヘッド'|'セット'/);
});

it("looks for each word of what other names do not make one", () => {
  expect(planQuery("ja", "マウンテンチーズ").map(({ surface }) => surface)).toEqual(["マウンテン", "チーズ"]);
});

it.each([
  ["en", "cider making", ["cider"]],
  ["ja", "梅酒作り", ["梅酒"]],
  ["ja", "手作りキット", ["手作り", "キット"]],
  ["en", "Women&#39;s H&amp;M&nbsp;dress", ["womens", "hm", "dress"]],
  ["de", "K&#228;se&#32;milde&#160;Sorte &#x53;", ["käse", "milde", "sorte", "s"]],
  ["en", "where do you sell any lamps", ["lamps"]],
  ["de", "habt ihr Teekannen", ["teekannen"]],
  ["ja", "どこで買える水彩筆はありますか", ["水彩筆"]],
  ["ja", "水彩筆を探しています", ["水彩筆"]],
  ["ja", "水彩筆 売ってますか", ["水彩筆"]],
] as const)("%s: what “%s” needs is asked for by %j", (language, text, words) => {
  expect(queryWords(language, text)).toEqual(words);
});
