import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { mendWords } from "./mend-words";

const database = useDatabase();

it("spells out what katakana is short for, by the beginnings of two words", async () => {
  const frequencies = { レコードプレーヤー: 1, スーパードライ: 3, チープカシオ: 2, スープカレー: 9, カーペット: 4 };
  await database.db.searchWord.createMany({
    data: Object.entries(frequencies).map(([word, frequency]) => ({ language: "ja", word, frequency })),
  });
  for (const [asked, meant] of [
    ["レコプレ", ["レコードプレーヤー"]],
    ["スパドラ", ["スーパードライ"]],
    ["チプカシ", ["チープカシオ"]],
    ["レコプロ", []],
    ["カペット帯", []],
  ] as const)
    expect([asked, await mendWords(database.db, "ja", asked)]).toEqual([asked, meant]);
});
