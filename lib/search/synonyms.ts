import type { Language } from "@/lib/i18n/markets";
import { splitQuery } from "./document";
import { foldWord, stemWord } from "./fold-word";
import { tellingWords } from "./stop-words";
import { themes } from "./themes";

/**
 * What is called by several names. Each line is a group: any member finds the others. Only what shoppers mix up is
 * here; what differs by an ending, an accent or a hyphen the document already makes one.
 */
// biome-ignore format: a line holds what lies near each other in the shop
const groups: Record<Language, string[]> = {
  en: [
    "tv, television, hdtv, telly", "pc, desktop computer, desktop", "laptop, notebook computer, portable computer, macbook, chromebook", "phone, smartphone, mobile",
    "headphones, headset, earphones, earbuds, in ear headphones", "anc, noise cancelling, noise canceling, noise reducing", "mic, microphone", "speaker, loudspeaker, boombox", "camcorder, video camera",
    "projector, beamer", "cellphone, mobile phone, smartphone", "fridge, refrigerator", "vacuum, hoover", "torch, flashlight, headlamp, head torch",
    "trainers, sneakers, running shoes, tennis shoes, kicks", "wellies, rain boots, rubber boots, wellingtons", "heels, pumps", "flip flops, thongs",
    "trousers, pants, chinos", "jumper, sweater, pullover", "waistcoat, vest, gilet, body warmer", "raincoat, rain jacket, rain coat, waterproof jacket", "tee, t shirt",
    "swimsuit, bathing suit, swimming costume", "trunks, swim shorts", "underwear, briefs", "scarf, shawl", "beanie, hat, cap",
    "backpack, rucksack, daypack, knapsack", "suitcase, luggage, trolley, carry on, cabin bag, hand luggage", "purse, wallet", "handbag, shoulder bag", "toiletry bag, wash bag", "briefcase, attache",
    "umbrella, brolly", "parasol, sun umbrella, beach umbrella",
    "sofa, couch, settee", "bulb, light bulb", "duvet, bedding", "bathtub, tub",
    "mug, cup, beaker", "pan, skillet, frying pan, frypan", "saucepan, pot, stockpot", "casserole, dutch oven", "cutlery, silverware, flatware", "jug, pitcher, carafe",
    "biscuits, cookies", "sweets, candy, confectionery", "crisps, chips", "aubergine, eggplant", "courgette, zucchini",
    "spanner, wrench", "screwdriver, driver", "padlock, lock", "toolbox, tool chest", "ladder, steps",
    "plaster, band aid, bandage", "sunscreen, sun cream, sunblock, spf", "moisturiser, moisturizer, lotion, body lotion, hand cream", "nail polish, nail varnish", "razor, shaver", "tooth brush, toothbrush",
    "glasses, spectacles, eyeglasses", "goggles, diving mask, swimming goggles", "jewellery, jewelry", "watch, wristwatch, timepiece", "alarm clock, wake up light",
    "bicycle, bike, cycle, ebike", "kids, children, child, kid, toddler", "ssd, hard drive, hard disk, external drive", "tablet, ipad", "instant camera, polaroid", "system camera, mirrorless camera, dslr", "pill box, pill case, pill organiser, pill organizer", "wedding ring, engagement ring, wedding band", "seniors, senior, elderly, emergency button", "drum kit, drums, drum", "donabe, rice pot, rice cooker", "kettle, teapot", "shopping bag, tote bag, tote", "bed sheets, bed linen, bedding, duvet cover", "football, soccer", "ping pong, table tennis", "sledge, sled, toboggan, sleigh", "dumbbells, weights",
    "pen, ballpoint, fountain pen", "notebook, journal", "crayon, coloured pencil", "paintbrush, brush", "scissors, shears", "yarn, knitting wool",
    "teddy, soft toy, stuffed animal, plush", "jigsaw, puzzle", "grey, gray, graphite", "colour, color", "aluminium, aluminum", "red, tomato", "green, sage, forest", "blue, navy, sky",
    "pink, rose, raspberry", "purple, violet", "yellow, mustard", "beige, sand, cream", "brown, walnut, terracotta", "black, ink, graphite", "usb c, type c", "cordless, wireless, bluetooth", "water resistant, waterproof, water repellent",
  ],
  de: [
    "tv, fernseher, fernsehgerät", "pc, computer, rechner, desktop pc", "laptop, notebook, macbook, chromebook", "handy, smartphone, mobiltelefon", "kopfhörer, headset, ohrhörer",
    "anc, geräuschunterdrückung, noise cancelling", "mikro, mikrofon", "lautsprecher, box, partybox, boxen", "camcorder, videokamera", "beamer, projektor", "kühlschrank, kühlbox", "taschenlampe, stirnlampe",
    "turnschuhe, sneaker, laufschuhe, sportschuhe", "gummistiefel, regenstiefel", "pumps, stöckelschuhe, absatzschuhe", "flip flops, zehentrenner, badelatschen", "hose, chinohose, jeans", "pullover, pulli, strickpullover",
    "weste, gilet", "regenjacke, wasserdichte jacke, regenmantel", "tshirt, t shirt", "badeanzug, schwimmanzug", "badehose, badeshorts, schwimmshorts", "unterhose, slip, unterwäsche", "schal, halstuch", "mütze, kappe, cap, hut",
    "rucksack, backpack, ranzen, schulranzen", "koffer, trolley, reisekoffer", "geldbörse, portemonnaie, geldbeutel, brieftasche", "handtasche, schultertasche", "kulturbeutel, waschtasche", "aktentasche, laptoptasche", "schirm, regenschirm, taschenschirm", "sonnenschirm, gartenschirm",
    "sofa, couch", "glühbirne, led lampe, leuchtmittel", "lampe, leuchte", "decke, bettwäsche", "tasse, becher, kaffeebecher", "pfanne, bratpfanne", "topf, kochtopf, suppentopf, schmortopf", "besteck, messer gabel", "krug, karaffe, kanne",
    "kekse, plätzchen, gebäck", "bonbons, süßigkeiten, süßes", "aprikose, marille", "tomate, paradeiser", "brötchen, semmel, baguette, croissant", "möhre, karotte",
    "schraubenschlüssel, rollgabelschlüssel, ringmaulschlüssel", "schraubenzieher, schraubendreher", "schloss, vorhängeschloss", "werkzeugkiste, werkzeugkasten", "leiter, trittleiter", "zollstock, meterstab, gliedermaßstab",
    "pflaster, verband", "sonnencreme, sonnenschutz, lsf", "feuchtigkeitscreme, lotion, körperlotion, handcreme", "nagellack, nagelfarbe", "rasierer, rasierhobel", "fieberthermometer, thermometer",
    "brille, lesebrille, brillenfassung", "taucherbrille, schwimmbrille, schnorchelset", "kette, halskette, collier", "ohrringe, ohrstecker, ohrhänger", "trauring, ehering, verlobungsring, hochzeitsring", "armbanduhr, uhr, herrenuhr, damenuhr", "wanduhr, kaminuhr, standuhr", "kind, kinder, kids", "klavier, piano, digitalpiano, e piano", "schlagzeug, drums, snare drum, trommel", "sofortbildkamera, polaroid, instax", "systemkamera, spiegelreflexkamera, dslr", "festplatte, ssd", "tablet, ipad", "toilettenpapier, klopapier, wc papier", "essstäbchen, stäbchen", "schokolade, schoki, zartbitterschokolade, milchschokolade", "angel, angelrute, angelset, fliegenrute, spinnrute", "tablettenbox, pillendose, pillenbox", "wasserkocher, teekanne", "wecker, radiowecker",
    "fahrrad, rad, stadtfahrrad, velo", "fußball, soccer", "tischtennis, pingpong", "schlitten, rodel", "hanteln, gewichte, kurzhanteln", "kuli, kugelschreiber, stift", "notizbuch, heft, notizheft", "buntstift, farbstift", "schere, scheren", "wolle, garn, strickwolle", "schach, schachspiel, reiseschach",
    "kuscheltier, stofftier, plüschtier, teddy", "puzzle, puzzlespiel", "grau, graphit", "grün, salbei, waldgrün", "rot, tomate", "blau, marine, himmelblau", "rosa, rosé, himbeere, pink", "lila, violett", "gelb, senf", "beige, sand, creme", "braun, nussbaum, terrakotta", "schwarz, tinte, graphit",
    "kabellos, bluetooth, drahtlos, schnurlos, wireless, funk", "wasserdicht, wasserfest, wasserabweisend", "nachhaltig, recycelt, bio", "alu, aluminium",
  ],
  ja: [
    "tv, テレビ", "pc, パソコン, デスクトップパソコン, コンピューター", "ノートpc, ノートパソコン, ラップトップ", "スマホ, スマートフォン, 携帯電話, 携帯, ケータイ, アイフォン", "ヘッドホン, ヘッドフォン, ヘッドセット, イヤホン, イヤフォン", "bluetooth, ブルートゥース, ワイヤレス", "子供, 子ども, こども, キッズ, 子供用", "デジカメ, デジタルカメラ, コンデジ", "インスタントカメラ, チェキ, ポラロイド", "一眼レフ, ミラーレス一眼, 一眼カメラ", "ハードディスク, ssd, hdd", "タブレット, ipad, アイパッド", "はちみつ, 蜂蜜, ハチミツ, ハニー", "飴, キャンディ, キャンディー, あめ", "卵, たまご, 玉子", "キャンドル, ろうそく, ロウソク", "石けん, 石鹸, せっけん, ソープ", "スケートボード, スケボー", "金づち, かなづち, 金槌, ハンマー, とんかち", "折りたたみ, 折り畳み, 折畳み", "ピアス, イヤリング", "歯ブラシ, ハブラシ, はぶらし", "リップバーム, リップクリーム, 色つきリップ", "釣り竿, 釣竿, つりざお, 釣りざお, 竿", "ピルケース, 薬入れ, 薬ケース", "スクールリュック, ランドセル", "コンパス, 方位磁石, 方位磁針, 羅針盤", "登山靴, トレッキングシューズ, ハイキングブーツ, ハイキングシューズ", "やかん, ケトル, ティーポット", "掛け時計, 壁掛け時計, 置き時計", "充電池, 乾電池, 電池, 単三電池, 単三", "編み針, 編み棒, 毛糸", "本, 書籍, 小説", "双眼鏡, スポッティングスコープ, 望遠鏡", "靴, シューズ", "ノイキャン, ノイズキャンセリング, anc", "マイク, マイクロホン", "スピーカー, 音響",
    "ビデオカメラ, カムコーダー", "プロジェクター, ビーマー", "懐中電灯, ライト, トーチ", "スニーカー, 運動靴, ランニングシューズ", "長靴, レインブーツ", "パンプス, ハイヒール, ヒール", "ビーチサンダル, ビーサン, サンダル", "ズボン, パンツ, チノパンツ", "セーター, ニット",
    "ベスト, チョッキ", "レインコート, カッパ, 雨具, 防水ジャケット", "tシャツ, ティーシャツ", "水着, スイムウェア", "下着, ショーツ, ブリーフ", "マフラー, ストール, スカーフ", "帽子, キャップ, ハット", "リュック, リュックサック, バックパック, ザック", "スーツケース, キャリーバッグ, キャリーケース", "財布, ウォレット, 小銭入れ, がま口",
    "ハンドバッグ, 手提げ, ショルダーバッグ", "傘, アンブレラ, 雨傘, 折りたたみ傘, 折り畳み傘, 折りたたみがさ", "日傘, パラソル", "ソファ, ソファー, 長椅子", "椅子, いす, イス, チェア", "電球, ライト", "照明, ランプ, ライト", "寝具, 布団, ベッド", "コップ, マグ, マグカップ, カップ", "フライパン, 炒め鍋", "鍋, なべ, 土鍋, 寸胴鍋", "包丁, ナイフ, 牛刀", "カトラリー, スプーン, フォーク", "水差し, ピッチャー", "急須, ティーポット", "箸, はし",
    "お菓子, スイーツ, 菓子", "コーヒー, 珈琲", "お茶, 茶", "レンチ, スパナ", "ねじ回し, ドライバー", "鍵, ロック, 南京錠, 錠前", "工具箱, ツールボックス", "はしご, 脚立", "絆創膏, ばんそうこう", "日焼け止め, 日焼け止めクリーム, spf", "保湿, ローション, ボディローション, ハンドクリーム", "マニキュア, ネイルポリッシュ, ネイル", "カミソリ, ひげそり, シェーバー", "体温計, 温度計",
    "眼鏡, メガネ, めがね, 老眼鏡", "サングラス, 色眼鏡", "ゴーグル, ダイビングマスク", "アクセサリー, ジュエリー", "指輪, シルバーリング, 結婚指輪", "首飾り, ネックレス, ペンダント", "腕時計, ウォッチ, 時計", "目覚まし, 目覚まし時計, めざまし時計, めざまし, アラーム", "自転車, シティサイクル, サイクリング", "サッカー, フットボール", "卓球, ピンポン", "そり, ソリ", "ダンベル, 鉄アレイ", "ノート, 手帳, ノートブック", "色鉛筆, クレヨン", "筆, ブラシ", "はさみ, ハサミ", "毛糸, 編み物",
    "ぬいぐるみ, テディベア", "パズル, ジグソーパズル", "鏡, ミラー, ウォールミラー, 化粧鏡", "赤, 赤い, 赤色, トマト, レッド", "緑, 緑色, みどり, セージ, フォレスト, グリーン", "青, 青い, 青色, ネイビー, スカイ, ブルー", "ピンク, ローズ, ラズベリー", "紫, バイオレット", "黄色, 黄色い, イエロー, マスタード", "ベージュ, サンド, クリーム", "茶色, 茶色い, ブラウン, ウォルナット, テラコッタ", "黒, 黒い, 黒色, 墨, グラファイト, ブラック", "白, 白い, 白色, ホワイト", "無線, ワイヤレス, bluetooth, コードレス", "撥水, 防水, 耐水", "綿, コットン", "麻, リネン", "革, レザー", "羊毛, ウール, メリノ", "絹, シルク", "竹, バンブー",
  ],
};

/** A phrase as it is looked up: the stems of its words, divided by spaces. */
const phraseKey = (language: Language, words: string[]): string =>
  words.map((word) => stemWord(language, foldWord(word))).join(" ");

/** Every phrase that has others: other names for the thing, and the things a theme or a symptom asks for. */
export function synonymPhrases(language: Language): [asked: string[], answers: string[][]][] {
  const asked = (phrase: string) => tellingWords(language, splitQuery(phrase));
  const named = groups[language].flatMap((group) => {
    const phrases = group.split(", ");
    return phrases.map((phrase): [string[], string[][]] => [asked(phrase), phrases.map(splitQuery)]);
  });
  const wanted = Object.entries(themes[language]).flatMap(([occasions, things]) =>
    occasions
      .split(", ")
      .map((occasion): [string[], string[][]] => [asked(occasion), things.split(", ").map(splitQuery)]),
  );
  return [...named, ...wanted];
}

const tables = new Map<Language, Map<string, string[][]>>();

function tableOf(language: Language): Map<string, string[][]> {
  const known = tables.get(language);
  if (known) return known;
  const table = new Map<string, string[][]>();
  for (const [asked, answers] of synonymPhrases(language)) {
    const key = phraseKey(language, asked);
    table.set(key, [...(table.get(key) ?? []), ...answers.filter((words) => phraseKey(language, words) !== key)]);
  }
  tables.set(language, table);
  return table;
}

/** The words that are asked for by another name or as a theme: known words, though no title may have them. */
export const askedWords = (language: Language): string[] => synonymPhrases(language).flatMap(([asked]) => asked);

/** What else answers these words. */
export const synonymsOf = (language: Language, words: string[]): string[][] =>
  tableOf(language).get(phraseKey(language, words)) ?? [];
