import { describe, expect, it } from "vitest";
import { requireMarket } from "@/lib/i18n/markets";
import { facetValuesSchema } from "@/lib/search/api";
import { brandKey } from "@/lib/search/brand-key";
import { searchWords, splitQuery, wordForms } from "@/lib/search/document";
import { splitFacetKey } from "@/lib/search/facet-key";
import { planQuery, writeTerm } from "@/lib/search/plan-query";
import { parseSearchParams } from "@/lib/search/url";

const indexed = (language: "en" | "de" | "ja", text: string) => new Set(searchWords(language, text).split(" "));
/** Whether every term of the query has a way all of whose words the document holds: what Postgres is asked. */
const finds = (language: "en" | "de" | "ja", query: string, text: string) => {
  const words = indexed(language, text);
  const holds = ({ word, prefix }: { word: string; prefix?: boolean }) =>
    prefix ? [...words].some((one) => one.startsWith(word)) : words.has(word);
  return planQuery(language, query).every(({ exact, loose }) => [...exact, ...loose].some((way) => way.every(holds)));
};

it("crumbs of kana are a word, but not over a space", () => {
  expect(splitQuery("シマノ")).toEqual(["シマノ"]);
  expect(splitQuery("シマノ リー")).toEqual(["シマノ", "リー"]);
});

describe("the words of a document", () => {
  it.each([
    ["en", "headphone", "Nocturne wireless headphones"],
    ["en", "boxes", "Lunch box"],
    ["en", "lenses", "Lens for portraits"],
    ["en", "battery", "Rechargeable batteries"],
    ["en", "armored vests", "Armoured vest"],
    ["en", "colorful fibers", "Colourful fibre"],
    ["en", "organiser", "Desk organizers"],
    ["en", "travelers mug", "Traveller mug"],
    ["en", "cookie", "Oat cookies"],
    ["en", "tshirt", "Alder heavyweight T-shirt"],
    ["en", "t shirt", "Alder heavyweight T-shirt"],
    ["en", "tshirt", "Two T-shirts"],
    ["de", "trockene", "Für trockenen Boden"],
    ["de", "Kreis", "Drei Kreise"],
    ["de", "Preis", "Kleine Preise"],
    ["en", "500 ml", "Bottle, 500ml"],
    ["en", "500ml", "Bottle, 500 ml"],
    ["en", "women's", "Shoes for women"],
    ["en", "CAFÉ crème", "cafe creme"],
    ["en", "zelda", "The Legend of Zelda™"],
    ["en", "65 inch tv", 'LED TV 65" Class'],
    ["en", '65" tv', "LED TV, 65 inches"],
    ["en", '"iphone 15"', "Case for iPhone 15"],
    ["en", "'iphone 15'", "Case for iPhone 15"],
    ["en", "50' hose", "Garden hose, 50 ft"],
    ["en", "50 foot hose", "Garden hose 50’"],
    ["en", "20000mah", "Power bank, 20,000mAh"],
    ["en", "5w30", "Motor oil 5W-30"],
    ["en", "0.5mm", "Interdental brushes 0,5 mm"],
    ["en", "2,5 l", "Jug 2.50 liter, 2.5l"],
    ["en", "1 l", "Jug 1.0 l"],
    ["en", "bluetooth 5", "Bluetooth 5.3 speaker"],
    ["en", "usb 3.0", "USB 3.0 hub"],
    ["en", "usb 3.0 hub", "USB 3.0 hub"],
    ["en", "usb3.0", "USB 3.0 hub"],
    ["en", "usb 3.0", "USB3.0 hub"],
    ["en", "usb3", "USB3.0 hub"],
    ["en", "usb hub", "USB3.0 hub"],
    ["ja", "USB 3.0", "USB3.0対応ハブ"],
    ["en", "1.0 liter", "Pot, 1 liter"],
    ["en", "3.9x35", "Screws 3,9x35 mm"],
    ["en", "spf50", "Sun cream SPF 50"],
    ["en", "gps", "Fish finder with GPS"],
    ["de", "10000 Perlen", "10.000 Perlen"],
    ["de", "10.000 Perlen", "Perlen, 10000 Stück"],
    ["de", "10000 Perlen", "Perlen, mehr als 10.000."],
    ["de", "2.5 kg", "Dünger 2,5 kg"],
    ["de", "0,5 mm", "Minen in mm: 0,5, 0,7 und 1,0"],
    ["de", "hdmi 2.0", "HDMI 2.0 mit Ethernet"],
    ["de", "bluetooth 5.0", "Bluetooth 5.0 In-Ear"],
    ["de", "Hörner", "Ein Horn"],
    ["de", "Sterne", "Ein Stern"],
    ["de", "Weihnachtsstern", "Weihnachtssterne"],
    ["de", "Schwestern", "Schwester"],
    ["en", "5 pound rice", "Jasmine rice, 5 lbs"],
    ["en", "m&ms", "M&M's peanut"],
    ["en", "mms", "M&M's peanut"],
    ["en", "w71295", "Oil filter W 712/95"],
    ["en", "cuk26009", "Cabin filter CUK 26 009"],
    ["en", "m4x20", "Machine screws M4 x 20mm"],
    ["en", "4 x 20", "Wood screws 4x20mm"],
    ["en", "screws 5x80", "Screws 5.0 x 80 mm"],
    ["de", "5,0 x 80,0", "Schrauben 5x80"],
    ["de", "4,50x80", "Schrauben 4.5 x 80 mm"],
    ["en", "20 mm screws", "Wood screws 4x20mm"],
    ["en", "90×60", "Whiteboard 90 x 60 cm"],
    ["en", "80x75", "Raised bed 120 x 80 x 75"],
    ["en", "wi-fi", "Dual band WiFi router"],
    ["en", "black", "Sneakers, ink"],
    ["de", '65" Fernseher', "Fernseher mit 65 Zoll"],
    ["de", "0986494524", "Bremsbelag 0 986 494 524"],
    ["de", "1,5 kg", "Lachs 1,500 kg"],
    ["de", "1,500 kg", "Lachs 1,5 kg"],
    ["de", "0,75 l", "Sekt 0,750 l"],
    ["de", "20000mah", "Powerbank 20,000mAh"],
    ["de", "himbeerfarbene Wolle", "Wolle Himbeere"],
    ["de", "lachsfarben", "Lachsfarbene Bluse"],
    ["de", "cremefarbener", "Wolle cremefarben"],
    ["de", "kueche", "Küchenmesser für die Küche"],
    ["de", "küche", "Kueche"],
    ["de", "kuche", "Küche"],
    ["de", "jacken", "Wasserdichte Jacke"],
    ["de", "strasse", "Straße"],
    ["de", "Schuhe", "Ein Schuh"],
    ["de", "Haemmer", "Hammer"],
    ["de", "Toepfe", "Ein Topf"],
    ["de", "Mikrofone", "Mikrofon"],
    ["de", "Akkordeons", "Akkordeon"],
    ["de", "Klaviere", "Klavier"],
    ["de", "Computers", "Computer"],
    ["de", "Küchen", "Küche"],
    ["de", "Gärkorb", "Gärkörbchen aus Peddigrohr"],
    ["de", "Fläschen", "Flasche mit Sauger"],
    ["de", "Puppenhäuschen", "Puppenhaus"],
    ["de", "Glasschälchen", "Glasschale"],
    ["de", "Kärtchen", "Karten"],
    ["de", "Garn", "Garnset 20 Farben"],
    ["de", "Schraube", "Schraubensortiment"],
    ["de", "Söckchen", "Socken"],
    ["de", "Druckern", "Drucker"],
    ["de", "Haltern", "Halter"],
    ["de", "Behalter", "Behälter"],
    ["de", "goldene Kette", "Kette aus Gold"],
    ["de", "silberner Ring", "Ring Silber"],
    ["de", "Externe Festplatte", "Festplatte extern"],
    ["de", "Laternen", "Laterne"],
    ["de", "Schienen", "Schiene"],
    ["de", "rotes Kleid", "Kleid rot"],
    ["de", "Räder", "Rad"],
    ["de", "Aquarien", "Aquarium"],
    ["de", "kabelloser", "kabellos"],
    ["de", "Weingläser", "Weinglas"],
    ["de", "Schals", "Schal"],
    ["de", "Öle", "Öl"],
    ["de", "Oel", "Öl"],
    ["en", "sun glasses", "Sunglasses"],
    ["en", "sunglasses", "Sun glasses"],
    ["ja", "へっどほん", "ワイヤレスヘッドホン"],
    ["ja", "すにーかー", "レザースニーカー"],
    ["ja", "ﾍｯﾄﾞﾎﾝ", "ワイヤレスヘッドホン"],
    ["ja", "コンピュータ", "デスクトップコンピューター"],
    ["ja", "傘", "折りたたみ傘"],
    ["ja", "防水ジャケット", "ストールスン 防水 ジャケット"],
    ["ja", "ランプ", "アールティ ディヤ オイルランプ"],
    ["ja", "バッグ", "革のハンドバッグ"],
    ["ja", "カップ", "マグカップ"],
    ["ja", "イヤホン", "ワイヤレスイヤホン"],
    ["ja", "スマートフォン", "スマートフォンケース"],
    ["ja", "パン", "食パン"],
    ["ja", "食パン", "全粒粉の食パン"],
    ["ja", "掃除機", "コードレス掃除機"],
    ["ja", "24本", "炭酸水 500ml×24本入り"],
    ["ja", "24本", "炭酸水 500ml 24 本"],
    ["ja", "24 本", "炭酸水 500ml×24本入り"],
    ["ja", "エルエルビーン", "エル・エル・ビーン トートバッグ"],
    ["ja", "カニ", "ずわい かに 1kg"],
    ["ja", "ノミ", "犬用 のみ取り"],
    ["ja", "おしりふき", "赤ちゃんのおしりふき"],
    ["ja", "ハサミ", "左利き用 裁ちばさみ"],
    ["ja", "かっぱ", "雨がっぱ"],
    ["ja", "はしご", "縄ばしご"],
    ["ja", "お風呂", "風呂"],
    ["ja", "焚火台", "軽い焚き火台 ソロ"],
    ["ja", "焚き火台", "焚火台 ソロ"],
    ["ja", "取付金具", "取り付け金具"],
    ["ja", "取り付け", "取付金具"],
    ["ja", "詰合せ", "クッキー詰め合わせ"],
    ["ja", "詰め合わせ", "クッキー詰合"],
    ["ja", "剪定はさみ 替刃", "剪定はさみ 替え刃"],
    ["ja", "国語辞典", "新明快 國語辭典"],
    ["ja", "螢光灯", "蛍光灯"],
    ["ja", "四人用テント", "テント 4人用"],
    ["ja", "テント 4人用", "四人用テント"],
    ["ja", "十二畳", "シーリングライト ～12帖"],
    ["ja", "５才", "七五三 五歳"],
    ["ja", "4人用", "テント 3～4人用"],
    ["ja", "三人用", "テント 3～4人用"],
    ["ja", "6畳", "シーリングライト 4.5～6畳用"],
    ["ja", "lt2500sxh", "レガリス LT2500S-XH"],
    ["ja", "1人暮らし", "炊飯器 一人暮らし 3合"],
    ["ja", "一人暮らし", "炊飯器 ひとり暮し 3合"],
    ["ja", "独り暮らし", "炊飯器 １人暮らし 3合"],
    ["ja", "三段", "カラーボックス 3段"],
    ["ja", "第2世代", "イヤホン 第二世代"],
    ["ja", "三合", "炊飯器 3合"],
    ["ja", "3つ折り", "マットレス 三つ折り"],
    ["ja", "ちゅーる", "いなば ちゅ～る 14g"],
    ["ja", "おーいお茶", "お〜いお茶 600ml"],
    ["ja", "ダブル", "マットレスカバー シングル～ダブル"],
    ["ja", "吐く", "猫の吐き戻し"],
    ["ja", "汚れる", "汚れに強い"],
  ] as const)("%s: “%s” finds “%s”", (language, query, text) => {
    expect(finds(language, query, text)).toBe(true);
  });

  it.each([
    ["en", "weed whacker", "Grass trimmer 550 W"],
    ["en", "zimmer frame", "Rollator with seat"],
    ["en", "flight socks", "Compression socks"],
    ["en", "punched pockets", "Sheet protectors A4"],
    ["en", "plectrum", "Guitar picks, 12 pack"],
    ["en", "oj", "Orange juice 1 l"],
    ["en", "doorstop", "Rubber door wedge"],
    ["en", "how to get rid of limescale", "Limescale remover spray"],
    ["en", "something for a squeaky hinge", "WD-40 multi-use product"],
    ["en", "newborn essentials", "Diapers, size 2"],
    ["en", "toilet keeps running", "Bottom entry fill valve"],
    ["de", "Klodeckel", "WC-Sitz Duroplast"],
    ["de", "Mülltüten", "Müllbeutel 60 l"],
    ["de", "Türgriff", "Türdrücker Edelstahl"],
    ["de", "Rigipsschrauben", "Schnellbauschrauben 3,9x35"],
    ["de", "Filzstifte", "Fineliner 20er"],
    ["de", "Krücken", "Unterarmgehstützen"],
    ["de", "Oberbett", "Bettdecke 135x200"],
    ["de", "wie bekomme ich Kalk weg", "Kalklöser 750 ml"],
    ["de", "Tür quietscht", "Multifunktionsöl"],
    ["de", "es zieht", "Zugluftstopper"],
    ["de", "Gartenarbeit", "Spaten"],
  ] as const)("%s: “%s”, as shoppers call it, finds “%s”", (language, query, text) => {
    expect(finds(language, query, text)).toBe(true);
  });

  it.each([
    ["en", "led", "Leather bag"],
    ["en", "for", "Four hooks"],
    ["en", "2 liter", "Pot, 2.5 liter"],
    ["en", "5 l", "Jug 2.5 l"],
    ["en", "5l", "Jug 2.5l"],
    ["en", "25 kg", "Rice 2.5 kg"],
    ["en", "2 l", "Jug 2.5 l"],
    ["en", "gps", "Patch kit GP-2"],
    ["de", "5 kg", "Dünger 2,5 kg"],
    ["en", "car", "Hand care"],
    ["en", "ink", "Black sneakers"],
    ["en", "m&ms", "Cable 2 m, 5 ms"],
    ["en", "15 inch", 'The "iPhone 15" case'],
    ["de", "hut", "Hütte"],
    ["de", "Feuer", "Für"],
    ["de", "Quelle", "Qualle"],
    ["de", "Drucker", "Druck"],
    ["de", "Kuchen", "Küche"],
    ["de", "Schal", "Schäler"],
    ["de", "Schal", "Glasschälchen, Schälchen"],
    ["de", "Hahn", "Hähnchen tiefgekühlt"],
    ["de", "Starter", "Starterset Bier"],
    ["de", "Brot", "Brötchen zum Aufbacken"],
    ["de", "Bücher", "Buche"],
    ["de", "Rolle", "Roller"],
    ["de", "Eis", "Eisen"],
    ["de", "Leine", "Leinen"],
    ["de", "Topfen", "Töpfe"],
    ["de", "0750", "Wein 0,750 l"],
    ["de", "1500", "Lachs 1,500 kg"],
    ["de", "goldfarbene", "Farben"],
    ["de", "Lachs", "Lachsfarbene Bluse"],
    ["de", "Creme", "Cremefarbene Vorhänge"],
    ["de", "Fliege", "Schutz vor Fliegen"],
    ["de", "Halter", "Rat für den Haushalt"],
    ["de", "Watt", "Watte"],
    ["de", "Wand", "Stiefel zum Wandern"],
    ["de", "Reis", "Spektiv für die Reise"],
    ["de", "Buch", "Adapter mit zwei Buchsen"],
    ["de", "Dach", "Futter gegen Dachse"],
    ["ja", "カラー", "底から洗える"],
    ["ja", "かき", "ガギ"],
    ["ja", "ランプ", "トランプ"],
    ["ja", "パン", "鋳鉄フライパン"],
    ["ja", "ペット", "ウールのカーペット"],
    ["ja", "ドレス", "コードレス掃除機"],
    ["ja", "ライト", "アップライトピアノ"],
    ["ja", "掃除機", "掃除スポンジ 洗濯機用"],
    ["ja", "本", "炭酸水 500ml×24本入り"],
    ["ja", "本", "炭酸水 500ml×24 本入り"],
    ["ja", "クランプ", "デスクランプ"],
    ["ja", "カニ", "確かに長持ち"],
    ["ja", "ふた", "国産ぶた肉"],
    ["ja", "ノミ", "本体のみ"],
    ["ja", "コート", "ダイヤモンドコート フライパン"],
    ["ja", "食べ物", "食物繊維"],
    ["ja", "七五3", "七五三"],
    ["ja", "2人用", "ソロテント 2kg 一人でも"],
    ["ja", "2人", "人形 2個"],
    ["ja", "6畳", "12畳 リモコン 6個"],
    ["de", "Kuchen", "Küchenset 5-teilig"],
    ["de", "Tisch", "Tischset aus Filz"],
    ["de", "Kaffee", "Kaffeeset Porzellan"],
    ["de", "Kamin", "Kaminset schwarz"],
    ["ja", "くるみ", "くまのぬいぐるみ"],
    ["ja", "せんざい", "白玉ぜんざい"],
    ["ja", "たいこ", "切干しだいこん"],
    ["ja", "きって", "にぎって光るライト"],
  ] as const)("%s: “%s” does not find “%s”", (language, query, text) => {
    expect(finds(language, query, text)).toBe(false);
  });

  it("are only letters and digits, each in quotes, whatever the text", () => {
    const lexemesOnly = /^[ ()&|]*(?:'[\p{L}\p{N}ー]+'(?::\*)?[ ()&|]*)*$/u;
    const text = `<b>O'Neil & "sons"</b> :* | ! ( ) \\ \u0000 🫖 ½ ﬁne ${"x".repeat(500)}`;
    expect(searchWords("en", text)).toMatch(/^[\p{L}\p{N}ー ]*$/u);
    for (const { exact } of planQuery("en", text)) expect(writeTerm(exact)).toMatch(lexemesOnly);
  });

  it.each([
    ["a word in parts", `${"a".repeat(3_000)}-b`],
    ["a measure", `${"1".repeat(3_000)} ml`],
    ["a word", "ä".repeat(3_000)],
    ["katakana", "ア".repeat(3_000)],
    ["hangul", "각".repeat(3_000)],
  ])("are none that nobody types: %s without end", (_, text) => {
    const lengths = [...indexed("de", text)].map((word) => Buffer.byteLength(word));
    expect(Math.max(...lengths)).toBeLessThan(200);
  });

  it.each([
    ["a single word", "en", "a", 100_000],
    ["one run of katakana", "ja", "ワイヤレスイヤホン", 6_000],
    ["quotes that nothing closes", "en", "“", 60_000],
  ] as const)(
    "are cut from a text of %s at a cost that grows with its length, not with its square",
    (_, language, part, count) => {
      const cost = (times: number) => {
        const before = process.cpuUsage();
        searchWords(language, part.repeat(times));
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1_000;
      };
      cost(count / 10);
      const [tenth, whole] = [cost(count / 10), cost(count)];
      expect(whole).toBeLessThan(30 * tenth + 100);
    },
  );

  it("have one set of forms in index and query", () => {
    expect(wordForms("de", "küchen")).toEqual(["kuchen", "kuch", "kuechen"]);
  });
});

it("holds kana that the dictionary leaves in crumbs as queries join them, for an engine that asks for whole words", () => {
  expect([...indexed("ja", "犬用おやつ 付箋 ふせん")]).toEqual(expect.arrayContaining(["オヤツ", "フセン"]));
});

describe("a facet's key", () => {
  it("is the same for a brand however it is written", () => {
    expect(brandKey("Halden Audio")).toBe("brand:halden-audio");
    expect(brandKey(" HALDEN  audio ")).toBe("brand:halden-audio");
    expect(brandKey("Maré Botânica")).toBe("brand:mare-botanica");
    expect(brandKey("Bento & Filhos")).toBe("brand:bento-filhos");
    expect(brandKey("なぎ")).toBe("brand:なぎ");
    expect(brandKey("!!!")).toBe("brand:other");
  });

  it("fits an address however long a brand's name is, and is its own", () => {
    const keys = ["a", "な", "𠮷", "ﷺ"].flatMap((letter) =>
      [79, 80, 81, 120].flatMap((length) => [brandKey(letter.repeat(length)), brandKey(`${letter.repeat(length)}b`)]),
    );
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) {
      const value = splitFacetKey(key)?.value;
      expect(parseSearchParams({ f: key }, requireMarket("en-US")).filters.facets).toEqual({ brand: [value] });
      expect(facetValuesSchema.safeParse([value]).success).toBe(true);
    }
    expect(brandKey("a".repeat(80))).toBe(`brand:${"a".repeat(80)}`);
    expect(brandKey("a".repeat(81))).toBe(brandKey("A".repeat(81)));
  });

  it("splits at its first colon", () => {
    expect(splitFacetKey("ratio:16:9")).toEqual({ facet: "ratio", value: "16:9" });
    expect(splitFacetKey("color")).toBeNull();
  });
});
