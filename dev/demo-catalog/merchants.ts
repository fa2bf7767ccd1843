import { L, type Localized } from "./idea.ts";

export interface MerchantIdea {
  key: string;
  name: string;
  city: string;
  country: string;
  /** Of its workshop: where its parcels leave and its returns arrive, written as its own country writes it. */
  address: { line1: string; postalCode: string; city: string; state?: string };
  about: Localized;
  staffName: string;
}

export const merchants: MerchantIdea[] = [
  {
    key: "halden-audio",
    name: "Halden Audio",
    city: "Bergen",
    country: "NO",
    address: { line1: "Nøstegaten 42", postalCode: "5011", city: "Bergen" },
    staffName: "Ingrid Halden",
    about: L(
      "Sound and pictures, tuned by ear and repaired for as long as you own them.",
      "Ton und Bild, nach Gehör abgestimmt und repariert, solange Sie sie besitzen.",
      "耳で調律し、お使いのあいだずっと修理する音と映像の工房。",
    ),
  },
  {
    key: "kiln-and-co",
    name: "Kiln & Co.",
    city: "Stoke-on-Trent",
    country: "GB",
    address: { line1: "18 Liverpool Road", postalCode: "ST4 1AW", city: "Stoke-on-Trent" },
    staffName: "Amelia Kiln",
    about: L(
      "Pots, pans and tableware from small kilns and honest forges.",
      "Töpfe, Pfannen und Geschirr aus kleinen Öfen und ehrlichen Schmieden.",
      "小さな窯と誠実な鍛冶場から届く鍋と器。",
    ),
  },
  {
    key: "northward",
    name: "Northward",
    city: "Tromsø",
    country: "NO",
    address: { line1: "Storgata 95", postalCode: "9008", city: "Tromsø" },
    staffName: "Jonas Nordvik",
    about: L(
      "Bags, tents and clothes for weather that changes its mind.",
      "Taschen, Zelte und Kleidung für Wetter, das seine Meinung ändert.",
      "気まぐれな天気のための鞄とテントと服。",
    ),
  },
  {
    key: "aster-works",
    name: "Aster Works",
    city: "Osaka",
    country: "JP",
    address: { line1: "3-14-6", postalCode: "531-0071", city: "大阪市北区中津", state: "27" },
    staffName: "Haruka Aster",
    about: L(
      "Instruments, watches and tools made to be opened and mended.",
      "Instrumente, Uhren und Werkzeug, die man öffnen und reparieren kann.",
      "開けて直せるようにつくられた楽器、時計、道具。",
    ),
  },
  {
    key: "greenhand",
    name: "Greenhand",
    city: "Leeds",
    country: "GB",
    address: { line1: "61 Meanwood Road", postalCode: "LS7 2AA", city: "Leeds" },
    staffName: "Mara Greenhand",
    about: L(
      "Plants, garden and a kind kitchen cupboard, grown slowly.",
      "Pflanzen, Garten und ein gutes Vorratsregal, langsam gewachsen.",
      "ゆっくり育てた植物と庭と、やさしい食品棚。",
    ),
  },
  {
    key: "osier",
    name: "Osier",
    city: "Porto",
    country: "PT",
    address: { line1: "Rua do Almada 214", postalCode: "4050-032", city: "Porto" },
    staffName: "Tiago Osier",
    about: L(
      "Clothes, shoes and care for skin, cut and mixed in small runs.",
      "Kleidung, Schuhe und Hautpflege, in kleinen Auflagen gefertigt.",
      "少量ずつ仕立て、調合する服と靴とスキンケア。",
    ),
  },
  {
    key: "paper-lantern",
    name: "Paper Lantern",
    city: "Kyoto",
    country: "JP",
    address: { line1: "112", postalCode: "604-8005", city: "京都市中京区恵比須町", state: "26" },
    staffName: "Sora Tanaka",
    about: L(
      "Paper, paint, toys and games for unhurried afternoons.",
      "Papier, Farben, Spielzeug und Spiele für ruhige Nachmittage.",
      "急がない午後のための紙と絵の具、玩具とゲーム。",
    ),
  },
];
