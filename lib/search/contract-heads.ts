import { beforeAll, describe, expect, it } from "vitest";
import type { Language } from "@/lib/i18n/markets";
import type { Counted } from "@/lib/search/contract-counts";
import type { SearchEngine } from "@/lib/search/engine";
import { indexProducts } from "@/lib/search/index-products";
import { requestFor } from "@/lib/search/request-for";

/** Titles as catalogs have them, the better answer first. */
const asked: [language: Language, text: string, better: string, other: string][] = [
  ["en", "airpods", "AirPods Pro 2", "Studio headphones"],
  ["en", "airpods", "Apple AirPods Max wireless earbuds", "Open headphones"],
  ["en", "macbook", "Spring edition refurbished gray MacBook Air", "Cirrus laptop"],
  ["en", "macbook", "Apple MacBook Pro 14", "Nimbus laptop"],
  ["en", "iphone", "Apple iPhone 15 Pro Max, 256 GB", "Common smartphone"],
  ["en", "sneakers", "Trail sneakers white", "Court trainers"],
  ["en", "usb c cable", "Anvil charging cable, USB-C to USB-A", "Anvil USB C charger (cable not included)"],
  ["en", "stuffed animal", "Ronnie stuffed animal, a cow", "Plush bed for dogs"],
  ["en", "dry skin", "Barrier ointment for dry skin", "Common hand cream"],
  ["en", "trainers", "Hill sneakers white, 42", "Trainers bag"],
  ["en", "laptop", "Margin laptop 13", "Perch laptop stand"],
  ["ja", "リング", "ルーメ シルバーリング", "モロー ノイズキャンセリング ヘッドホン 防水"],
  ["ja", "イヤホン", "アンカー ワイヤレスイヤホン ノイズキャンセリング 防水 ブラック", "ソニー イヤホンケース"],
  ["ja", "自転車", "ヒルズ シティサイクル 防水 ブラック", "ペダル 自転車用ロック"],
];

/**
 * The word itself before another name, unless it only tells the kind of a thing; and a thing before what is made for it,
 * whatever stands behind its name. A part of the contract; it gives products other titles, so few parts follow it.
 */
export function holdHeads(engine: () => SearchEngine, { database, publish }: Counted): void {
  describe("among titles with models, measures and colors", () => {
    beforeAll(async () => {
      const titles = asked.flatMap(([language, , ...pair]) => pair.map((title) => ({ language, title })));
      const products = await database.db.product.findMany({
        orderBy: { productId: "asc" },
        take: titles.length,
        select: { productId: true },
      });
      const ids = products.map(({ productId }) => productId);
      for (const [index, productId] of ids.entries())
        await database.db.productTranslation.updateMany({
          where: { productId, language: titles[index]?.language ?? "" },
          data: { title: titles[index]?.title ?? "" },
        });
      await indexProducts(database.db, ids);
      await publish?.();
    }, 180_000);

    it.each(asked)("%s: “%s” shows %s before %s", async (language, text, ...pair) => {
      const { hits } = await engine().search(requestFor(language, text, { pageSize: 500 }));
      expect(hits.map(({ title }) => title).filter((title) => pair.includes(title))).toEqual(pair);
    });
  });
}
