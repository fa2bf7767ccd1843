import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import type { Language } from "@/lib/i18n/markets";
import { searchWords } from "./document";
import { mendQuery } from "./mend-query";
import { mendWord } from "./mend-word";
import { planQuery } from "./plan-query";
import { writeDocument } from "./write-document";

const database = useDatabase();

const learn = (language: Language, frequencies: Record<string, number>) =>
  database.db.searchWord.createMany({
    data: Object.entries(frequencies).map(([word, frequency]) => ({ language, word, frequency })),
  });

it("mends to a word that titles have before a nearer one that none has any more", async () => {
  await learn("en", { beaconetta: 0, beaconatta: 3 });
  expect(await mendWord(database.db, "en", "beaconette")).toBe("beaconatta");
});

it("takes katakana for what differs by a vowel or a consonant alone, and of equally near words for one that is sold", async () => {
  await learn("ja", { ドライブ: 9, ドライヤー: 1, ドライバー: 4 });
  const { db } = database;
  await db.$executeRaw`
    insert into catalog_text (product_id, language, title, slug, document)
    values (${newId()}::uuid, 'ja', 'ドライヤー', 'x', ${writeDocument({ a: searchWords("ja", "ドライヤー"), b: "", c: "", d: "" }, [])}::tsvector)`;
  expect(await mendWord(db, "ja", "ドライアー")).toBe("ドライヤー");
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
    expect([asked, await mendWord(database.db, "ja", asked)]).toEqual([asked, meant]);
});

it("takes what the language has as a name for no misspelling of another", async () => {
  await learn("en", { cough: 4 });
  expect(await mendWord(database.db, "en", "cougj")).toBe("cough");
  expect(await mendWord(database.db, "en", "couch")).toBeNull();
});

it("writes in one what a hyphen divides, though other goods have the parts", async () => {
  const mend = async (text: string, answered: boolean[]) => {
    const terms = planQuery("en", text);
    const joined = terms.slice(1).map((_, index) => index === 0);
    return (await mendQuery(database.db, "en", text, terms, { answered, joined, begun: false })).correctedText;
  };
  expect(await mend("tn-760", [false, false])).toBe("tn760");
  expect(await mend("gl-inet unicornhorn", [true, true, false])).toBe("glinet unicornhorn");
});

it("reads what was typed without an input method, before it looks for a misspelling", async () => {
  await learn("ja", { コクヨ: 2, てんぷら: 1, kokuya: 9 });
  expect(await mendWord(database.db, "ja", "kokuyo")).toBe("コクヨ");
  expect(await mendWord(database.db, "ja", "tempura")).toBe("てんぷら");
});

it("hears a name in the other script", async () => {
  await learn("ja", { ケストレル: 2, スポンジ: 9, wexford: 3 });
  expect(await mendWord(database.db, "ja", "kestrel")).toBe("ケストレル");
  expect(await mendWord(database.db, "ja", "ウェクスフォード")).toBe("wexford");
  expect(await mendWord(database.db, "ja", "sprint")).toBeNull();
});

it("reads a misspelled loanword's neighbours, however many frequent words begin as its name would in Latin letters", async () => {
  const crowd = Array.from({ length: 3_000 }, (_, at) => [`s${at.toString(36).padStart(4, "0")}`, 9] as const);
  await learn("ja", { ...Object.fromEntries(crowd), スニーカー: 1 });
  expect(await mendWord(database.db, "ja", "スニイカ")).toBe("スニーカー");
});

it("hears no name by its consonants alone", async () => {
  await database.db.searchWord.deleteMany();
  await learn("ja", { カーテン: 9, kitchan: 1 });
  expect(await mendWord(database.db, "ja", "kitchen")).toBe("kitchan");
});

it("parts what is written in katakana where the shop writes half of it in hiragana", async () => {
  await learn("ja", { すのこ: 2, ベッド: 9 });
  expect(await mendWord(database.db, "ja", "スノコベッド")).toBe("すのこ ベッド");
});

it("leaves a run of known words alone while there is another to mend", async () => {
  await learn("ja", { ティーポット: 5, キーボード: 5 });
  const document = writeDocument({ a: searchWords("ja", "キーボード"), b: "", c: "", d: "" }, []);
  await database.db.$executeRaw`
    insert into catalog_text (language, product_id, title, slug, document)
    values ('ja', ${newId()}::uuid, 'キーボード', 'keyboard', ${document}::tsvector)`;
  const mend = async (text: string) => {
    const terms = planQuery("ja", text);
    const answered = terms.map(({ surface }) => "ティーポッド".includes(surface));
    const joined = terms.slice(1).map(() => false);
    return (await mendQuery(database.db, "ja", text, terms, { answered, joined, begun: false })).correctedText;
  };
  expect(await mend("ティーポッド")).toBe("ティーポット");
  expect(await mend("ティーポッド キーボーダ")).toBe("ティーポッド キーボード");
});

it("takes of words as near the one that a product has beside what is known, else the most frequent", async () => {
  await learn("en", { plume: 9, prune: 1 });
  const document = writeDocument({ a: searchWords("en", "prune juice"), b: "", c: "", d: "" }, []);
  const plume = writeDocument({ a: searchWords("en", "plume"), b: "", c: "", d: "" }, []);
  await database.db.$executeRaw`
    insert into catalog_text (language, product_id, title, slug, document)
    values ('en', ${newId()}::uuid, 'prune juice', 'juice', ${document}::tsvector), ('en', ${newId()}::uuid, 'plume', 'plume', ${plume}::tsvector)`;
  const mend = async (text: string, answered: boolean[]) =>
    (await mendQuery(database.db, "en", text, planQuery("en", text), { answered, joined: [false], begun: false }))
      .correctedText;
  expect(await mend("plune juice", [false, true])).toBe("prune juice");
  expect(await mend("plune", [false])).toBe("plume");
});

it("mends two words to the one that they are here, and takes none of them into another", async () => {
  await learn("en", { handlebar: 1, bargrips: 1 });
  const document = writeDocument({ a: searchWords("en", "handlebar bar"), b: "", c: "", d: "" }, []);
  await database.db.$executeRaw`
    insert into catalog_text (language, product_id, title, slug, document)
    values ('en', ${newId()}::uuid, 'handlebar bar', 'handlebar', ${document}::tsvector),
      ('en', ${newId()}::uuid, 'bargrips', 'bargrips', ${writeDocument({ a: searchWords("en", "bargrips"), b: "", c: "", d: "" }, [])}::tsvector)`;
  const found = { answered: [false, true], joined: [false], begun: false };
  expect(await mendQuery(database.db, "en", "handel bar", planQuery("en", "handel bar"), found)).toMatchObject({
    correctedText: "handlebar",
    lost: [],
  });
  const three = { answered: [false, true, false], joined: [false, false], begun: false };
  expect(
    await mendQuery(database.db, "en", "handel bar gripz", planQuery("en", "handel bar gripz"), three),
  ).toMatchObject({
    correctedText: "handlebar gripz",
    lost: ["gripz"],
  });
});

it("cuts a German compound into words of the shop, whatever links them and if the second only ends another", async () => {
  await learn("de", { hund: 3, bürste: 2, grill: 1, kombizange: 1 });
  expect(await mendWord(database.db, "de", "hundebürste")).toBe("hund bürste");
  expect(await mendWord(database.db, "de", "grillzange")).toBe("grill zange");
});

it("knows a German word from another by its umlaut", async () => {
  await learn("de", { küchen: 2 });
  expect(await mendWord(database.db, "de", "kuchen")).toBe("küchen");
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
  expect(await mendWord(database.db, language, typed)).toBe(meant);
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
    expect([asked, await mendWord(database.db, "ja", asked)]).toEqual([asked, meant]);
});
