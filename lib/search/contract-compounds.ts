import { beforeAll, describe, expect, it } from "vitest";
import type { Counted } from "@/lib/search/contract-counts";
import type { SearchEngine } from "@/lib/search/engine";
import { indexProducts } from "@/lib/search/index-products";
import { requestFor } from "@/lib/search/request-for";

/** German titles and descriptions as marketplaces have them. */
const texts: Record<string, string> = {
  "Volt Tintendrucker A4": "",
  "Halm Gräser, Kunstdruck gerahmt": "",
  "Glut Backofen 60 cm": "",
  "Hanno Treteimer 30 l": "",
  "Apfelkuchen im Glas": "",
  "Front für die Küche": "",
  "Kiefer Esstisch 160 cm": "",
  "Leiste magnetisch selbstklebend": "",
  "Arbeitshandschuhe Nitril 12 Paar": "",
  "Hallenschuhe Torwart": "",
  "Sockenwolle 4-fädig": "",
  "Tischdecke Baumwolle 150 cm": "",
  "Hügel Rotwein trocken": "",
  "Toni Sparschwein Keramik": "",
  "Aurel Stehleuchte dimmbar": "",
  "Funke Autobatterie 7431": "",
  "Ladegerät für Batterie und Auto": "",
  "Polklemme für das Auto": "Passt an jede Batterie.",
  "Eiche Küchentisch 120 cm": "",
  "Lachs Katzenfutter getreidefrei": "",
  "Napf für Futter, Katze oder Hund": "",
  "Kubus Bluetooth-Lautsprecher": "",
  "Mühle Haferkekse 250 g": "",
  "Hain Olivenöl 750 ml": "",
  "Spray mit Öl": "",
  "Stumpf Kombizange 180 mm": "Zum Greifen, auch am Grill.",
  "Minze Kräuterspray 15 ml": "Lindert Halsschmerzen.",
  "Hasel Ecksofa grau": "",
  "Linde Haustür weiß": "",
  "Möbelpolitur 500 ml": "",
  "Luna Nachtlicht mit Timer": "",
  "Peilkompass mit Spiegeln": "",
  "Rund Wandspiegel": "",
  "Wiese Früchtetee lose": "",
  "Handtuch aus Frottee": "",
};

/** What is asked, what of these answers it, and what only looks like it. */
const asked: [text: string, answers: string[], others?: string[]][] = [
  ["Drucker", ["Volt Tintendrucker A4"], ["Halm Gräser, Kunstdruck gerahmt"]],
  ["Kuchen", ["Apfelkuchen im Glas"], ["Front für die Küche"]],
  ["Ofen", ["Glut Backofen 60 cm"]],
  ["Eimer", ["Hanno Treteimer 30 l"]],
  ["Tisch", ["Kiefer Esstisch 160 cm"], ["Leiste magnetisch selbstklebend"]],
  ["Schuhe", ["Hallenschuhe Torwart"], ["Arbeitshandschuhe Nitril 12 Paar"]],
  ["Handschuhe", ["Arbeitshandschuhe Nitril 12 Paar"]],
  ["Wolle", ["Sockenwolle 4-fädig"], ["Tischdecke Baumwolle 150 cm"]],
  ["Wein", ["Hügel Rotwein trocken"], ["Toni Sparschwein Keramik"]],
  ["Stehlampe", ["Aurel Stehleuchte dimmbar"]],
  ["Lampen", ["Aurel Stehleuchte dimmbar"]],
  ["Sofa", ["Hasel Ecksofa grau"]],
  ["Tee", ["Wiese Früchtetee lose"], ["Handtuch aus Frottee"]],
  [
    "Getränke",
    ["Wiese Früchtetee lose", "Hügel Rotwein trocken"],
    ["Toni Sparschwein Keramik", "Handtuch aus Frottee"],
  ],
  ["Auto Batterie", ["Funke Autobatterie 7431", "Ladegerät für Batterie und Auto", "Polklemme für das Auto"]],
  ["Batterie Auto", ["Funke Autobatterie 7431", "Ladegerät für Batterie und Auto", "Polklemme für das Auto"]],
  ["Auto Baterie", ["Funke Autobatterie 7431"]],
  ["Kueche Tisch", ["Eiche Küchentisch 120 cm"]],
  ["Katze Futter", ["Lachs Katzenfutter getreidefrei", "Napf für Futter, Katze oder Hund"]],
  ["kabelloser Lautsprecher", ["Kubus Bluetooth-Lautsprecher"]],
  ["Haferkeks", ["Mühle Haferkekse 250 g"]],
  ["Öl", ["Hain Olivenöl 750 ml", "Spray mit Öl"]],
  ["Oliven Öl", ["Hain Olivenöl 750 ml"]],
  ["Grillzange", ["Stumpf Kombizange 180 mm"]],
  ["Halsschmerzen", ["Minze Kräuterspray 15 ml"]],
  ["Tür", ["Linde Haustür weiß"], ["Möbelpolitur 500 ml"]],
  ["Nachtleuchte", ["Luna Nachtlicht mit Timer"]],
  ["Ecksofa 7431", ["Hasel Ecksofa grau"], ["Funke Autobatterie 7431"]],
];

/**
 * What German makes of words: compounds in one word and in two, ends that are another's, and what only ends in the same letters. A
 * part of the contract; it gives products other titles, so few parts follow it.
 */
export function holdCompounds(engine: () => SearchEngine, { database, publish }: Counted): void {
  describe("among German titles of marketplaces", () => {
    beforeAll(async () => {
      const entries = Object.entries(texts);
      const products = await database.db.product.findMany({
        orderBy: { productId: "desc" },
        take: entries.length,
        select: { productId: true },
      });
      const ids = products.map(({ productId }) => productId);
      for (const [index, [title, descriptionHtml]] of entries.entries())
        await database.db.productTranslation.updateMany({
          where: { productId: ids[index] ?? "", language: "de" },
          data: { title, descriptionHtml },
        });
      await indexProducts(database.db, ids);
      await publish?.();
    }, 180_000);

    it.each(asked)("“%s” shows %j", async (text, answers, others = []) => {
      const { hits } = await engine().search(requestFor("de", text, { pageSize: 500 }));
      const titles = hits.map(({ title }) => title);
      for (const title of answers) expect(titles).toContain(title);
      for (const title of others) expect(titles).not.toContain(title);
    });

    it("shows a thing before what comes with one, in whichever form either is written", async () => {
      const { hits } = await engine().search(requestFor("de", "Spiegeln", { pageSize: 500 }));
      const pair = ["Rund Wandspiegel", "Peilkompass mit Spiegeln"];
      expect(hits.map(({ title }) => title).filter((title) => pair.includes(title))).toEqual(pair);
    });

    it("takes the letter of a size for no ending of the word before", async () => {
      expect(await engine().search(requestFor("de", "Ecksofa Leuchte M"))).not.toHaveProperty("correctedText");
    });
  });
}
