import { expect, it } from "vitest";
import { statementsOf } from "@/dev/testing/count-statements";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import type { Language } from "@/lib/i18n/markets";
import { searchWords } from "./document";
import { mendQuery } from "./mend-query";
import { mendWords } from "./mend-words";
import { planQuery } from "./plan-query";
import { writeDocument } from "./write-document";

const database = useDatabase();

const learn = (language: Language, frequencies: Record<string, number>) =>
  database.db.searchWord.createMany({
    data: Object.entries(frequencies).map(([word, frequency]) => ({ language, word, frequency })),
  });

const likeliest = async (language: Language, word: string) => (await mendWords(database.db, language, word))[0] ?? null;

const sell = (language: Language, title: string) =>
  database.db.$executeRaw`
    insert into catalog_text (language, product_id, title, slug, document)
    values (${language}, ${newId()}::uuid, ${title}, 'x', ${writeDocument({ a: searchWords(language, title), b: "", c: "", d: "" }, [])}::tsvector)`;

/** The query mended, where so of its terms something answers. */
const mend = async (language: Language, text: string, answered: boolean[], isJoined = (_: number) => false) => {
  const terms = planQuery(language, text);
  const joined = terms.slice(1).map((__, index) => isJoined(index));
  return mendQuery(database.db, language, text, terms, { answered, joined, begun: false });
};

it("mends to a word that titles have before a nearer one that none has any more", async () => {
  await learn("en", { beaconetta: 0, beaconatta: 3 });
  expect(await likeliest("en", "beaconette")).toBe("beaconatta");
});

it("takes katakana for what differs by a vowel or a consonant alone, and of equally near words for one that is sold", async () => {
  await learn("ja", { ドライブ: 9, ドライヤー: 1, ドライバー: 4 });
  await sell("ja", "ドライヤー");
  expect(await mendWords(database.db, "ja", "ドライアー")).toEqual(["ドライバー", "ドライヤー", "ドライブ"]);
  expect((await mend("ja", "ドライアー", [])).correctedText).toBe("ドライヤー");
});

it("takes a loanword for a compound of another only where it begins with a kind", async () => {
  await learn("ja", { リング: 9, クリーム: 9, ライト: 9, ペット: 9, マウス: 9, ブラック: 9 });
  for (const [asked, meant] of [
    ["ゲーミングマウス", "マウス"],
    ["ゲーミングブラック", null],
    ["フローリング", null],
    ["シュークリーム", null],
    ["ソフトクリーム", null],
    ["カーペット", null],
  ] as const)
    expect([asked, await likeliest("ja", asked)]).toEqual([asked, meant]);
});

it("takes what the language has as a name for no misspelling of another", async () => {
  await learn("en", { cough: 4 });
  expect(await likeliest("en", "cougj")).toBe("cough");
  expect(await likeliest("en", "couch")).toBeNull();
});

it("writes in one what a hyphen divides, though other goods have the parts", async () => {
  const isFirst = (index: number) => index === 0;
  expect((await mend("en", "tn-760", [false, false], isFirst)).correctedText).toBe("tn760");
  expect((await mend("en", "gl-inet unicornhorn", [true, true, false], isFirst)).correctedText).toBe(
    "glinet unicornhorn",
  );
});

it("reads what was typed without an input method, before it looks for a misspelling", async () => {
  await learn("ja", { コクヨ: 2, てんぷら: 1, kokuya: 9 });
  expect(await likeliest("ja", "kokuyo")).toBe("コクヨ");
  expect(await likeliest("ja", "tempura")).toBe("てんぷら");
});

it("hears a name in the other script", async () => {
  await learn("ja", { ケストレル: 2, スポンジ: 9, wexford: 3 });
  expect(await likeliest("ja", "kestrel")).toBe("ケストレル");
  expect(await likeliest("ja", "ウェクスフォード")).toBe("wexford");
  expect(await likeliest("ja", "sprint")).toBeNull();
});

it("reads a misspelled loanword's neighbours, however many frequent words begin as its name would in Latin letters", async () => {
  const crowd = Array.from({ length: 3_000 }, (_, at) => [`s${at.toString(36).padStart(4, "0")}`, 9] as const);
  await learn("ja", { ...Object.fromEntries(crowd), スニーカー: 1 });
  expect(await likeliest("ja", "スニイカ")).toBe("スニーカー");
});

it("hears no name by its consonants alone", async () => {
  await database.db.searchWord.deleteMany();
  await learn("ja", { カーテン: 9, kitchan: 1 });
  expect(await likeliest("ja", "kitchen")).toBe("kitchan");
});

it("parts what is written in katakana where the shop writes half of it in hiragana", async () => {
  await learn("ja", { すのこ: 2, ベッド: 9 });
  expect(await likeliest("ja", "スノコベッド")).toBe("すのこ ベッド");
});

it("leaves a run of known words alone while there is another to mend", async () => {
  await learn("ja", { ティーポット: 5, キーボード: 5 });
  await sell("ja", "ティーポット");
  await sell("ja", "キーボード");
  const mended = async (text: string) => {
    const answered = planQuery("ja", text).map(({ surface }) => "ティーポッド".includes(surface));
    return (await mend("ja", text, answered)).correctedText;
  };
  expect(await mended("ティーポッド")).toBe("ティーポット");
  expect(await mended("ティーポッド キーボーダ")).toBe("ティーポッド キーボード");
});

it("takes of words as near the one that a product has beside what is known, else the most frequent", async () => {
  await learn("en", { plume: 9, prune: 1 });
  await sell("en", "prune juice");
  await sell("en", "plume");
  expect((await mend("en", "plune juice", [false, true])).correctedText).toBe("prune juice");
  expect((await mend("en", "plune", [false])).correctedText).toBe("plume");
});

it("mends two words to the one that they are here, and takes none of them into another", async () => {
  await learn("en", { handlebar: 1, bargrips: 1 });
  await sell("en", "handlebar bar");
  await sell("en", "bargrips");
  expect(await mend("en", "handel bar", [false, true])).toMatchObject({ correctedText: "handlebar", lost: [] });
  expect(await mend("en", "handel bar gripz", [false, true, false])).toMatchObject({
    correctedText: "handlebar gripz",
    lost: ["gripz"],
  });
});

it("mends two words to the nearest one that is sold, be another as near more frequent", async () => {
  await learn("en", { sunbrellas: 9, sunbrellos: 1 });
  await sell("en", "sunbrellos");
  expect((await mend("en", "sun brellis", [true, false])).correctedText).toBe("sunbrellos");
});

it("cuts a German compound into words of the shop, whatever links them and if the second only ends another", async () => {
  await learn("de", { hund: 3, bürste: 2, grill: 1, kombizange: 1 });
  expect(await likeliest("de", "hundebürste")).toBe("hund bürste");
  expect(await likeliest("de", "grillzange")).toBe("grill zange");
});

it("cuts a German compound where its words only end others of the shop", async () => {
  await learn("de", { zierfische: 1, flockenfutter: 1 });
  expect(await likeliest("de", "fischfutter")).toBe("fisch futter");
  await learn("de", { becher: 2, duftkerze: 1, trinkpäckchen: 1 });
  expect(await likeliest("de", "becherchen")).toBeNull();
  expect(await likeliest("de", "kerzchen")).toBeNull();
});

it("takes for a word what is made of it", async () => {
  await learn("en", { micropipette: 1, adjustable: 9 });
  await learn("de", { algenmittel: 1, zwirbelhalter: 1 });
  expect(await likeliest("en", "pipette")).toBe("micropipette");
  expect(await likeliest("en", "table")).toBeNull();
  expect(await likeliest("de", "zwirbel")).toBe("zwirbelhalter");
  await sell("de", "Algenmittel");
  expect((await mend("de", "algen", [false])).correctedText).toBe("algenmittel");
});

it("parts a word whose nearest are names of what nobody sells", async () => {
  await learn("de", { rollmeter: 1, messer: 1 });
  await sell("de", "Messer");
  expect(await likeliest("de", "rollmesser")).toBe("rollmeter");
  expect((await mend("de", "rollmesser", [false])).correctedText).toBe("messer");
});

it("knows a German word from another by its umlaut", async () => {
  await learn("de", { küchen: 2 });
  expect(await likeliest("de", "kuchen")).toBe("küchen");
});

it.each([
  ["en", "haed", "head", { head: 1, hard: 9 }],
  ["en", "laminater", "laminator", { laminated: 9, laminator: 1 }],
  ["en", "bleech", "bleach", { beech: 9, bleach: 1 }],
  ["en", "gimble", "gimbal", { gimbal: 1 }],
  ["en", "flashlite", "flashlight", { flashlight: 1 }],
  ["de", "siffon", "siphon", { siphon: 1 }],
  ["de", "spühlmittel", "spülmittel", { spülmittel: 1 }],
  ["de", "schlieren", null, { schere: 9 }],
  ["de", "ledercouch", "couch", { couch: 1, led: 9 }],
  ["de", "türhaken", "haken", { haken: 1 }],
  ["de", "koffeinfreier", null, { eier: 9 }],
  ["de", "vitaminreiche", null, { eiche: 9 }],
] as const)("%s: “%s” is mended to “%s”", async (language, typed, meant, words) => {
  await database.db.searchWord.deleteMany();
  await learn(language, words);
  expect(await likeliest(language, typed)).toBe(meant);
});

it("mends short katakana by its long marks and small letters, or by what a finger slips to", async () => {
  await learn("ja", { サドル: 3, サラダ: 9, リール: 2, クーラーボックス: 2, フィッシング: 2, ワイヤ: 9 });
  for (const [asked, meant] of [
    ["サドウ", "サドル"],
    ["リル", "リール"],
    ["クラボックス", "クーラーボックス"],
    ["フイシング", "フィッシング"],
    ["サウナ", null],
    ["リカ", null],
  ] as const)
    expect([asked, await likeliest("ja", asked)]).toEqual([asked, meant]);
});

it("asks the vocabulary once what a word that nobody has is made of", async () => {
  await learn("de", { algenmittel: 3 });
  const sent = await statementsOf(() => mend("de", "xquorbenzwulf", [false]));
  expect(sent.filter((statement) => statement.includes("word <> $"))).toHaveLength(1);
});

it("takes apart what names many things together, of which there are none", async () => {
  await learn("de", { arbeit: 3, kleidung: 3 });
  await sell("de", "Kleidung für die Arbeit");
  expect((await mend("de", "Arbeitskleidung", [])).correctedText).toBe("arbeit kleidung");
});
