import { L, type Localized } from "./idea.ts";

export interface MerchantIdea {
  key: string;
  name: string;
  city: string;
  country: string;
  about: Localized;
  staffName: string;
}

export const merchants: MerchantIdea[] = [
  {
    key: "halden-audio",
    name: "Halden Audio",
    city: "Bergen",
    country: "NO",
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
    staffName: "Sora Tanaka",
    about: L(
      "Paper, paint, toys and games for unhurried afternoons.",
      "Papier, Farben, Spielzeug und Spiele für ruhige Nachmittage.",
      "急がない午後のための紙と絵の具、玩具とゲーム。",
    ),
  },
];
