import { isHiragana } from "./fold-word";
import { perLanguage } from "./per-language";
import { wordsOf } from "./words/words-of";

const clear = "かきくけこさしすせそたちつてとはひふへほ";
const voiced = "がぎぐげござじずぜぞだぢづでどばびぶべぼ";

/** Of two syllables there are others: what is made of ぶた has no ふた. */
const lengthMin = 3;

/** A name that has a voiced syllable is not voiced anew, but for this one (縄ばしご): there is no せんざい in a ぜんざい. */
const isVoicedAnew = (name: string): boolean =>
  name === "はしご" || !Array.from(voiced).some((syllable) => name.includes(syllable));

/** What would be theirs is something else: ぬいぐるみ, だいこん, 感じない, にぎって, ばらまき用, あそびもの. */
const clearOnly: ReadonlySet<string> = new Set(["くるみ", "たいこ", "しない", "きって", "はらまき", "ひもの"]);

/** Names of things as they are voiced within a word → as they are by themselves. */
const names = perLanguage((language): ReadonlyMap<string, string> => {
  const kana = (wordsOf(language).spellings ?? [])
    .flatMap((group) => group.split(", "))
    .filter((name) => name.length >= lengthMin && isHiragana(name) && clear.includes(name.charAt(0)))
    .filter((name) => isVoicedAnew(name) && !clearOnly.has(name));
  return new Map(kana.map((name) => [voiced.charAt(clear.indexOf(name.charAt(0))) + name.slice(1), name]));
});

const within = perLanguage(
  (language) => new RegExp(`(?<=[\\p{L}ー])(?:${[...names(language).keys()].join("|")})`, "gu"),
);

/** What of a Japanese text is voiced because something stands before it, as it is by itself: the はさみ of 裁ちばさみ. */
export const unvoicedNames = (text: string): string[] =>
  Array.from(text.matchAll(within("ja")), ([name]) => names("ja").get(name) ?? name);
