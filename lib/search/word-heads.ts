import type { Language } from "@/lib/i18n/markets";
import { isJapanese, stemSurface } from "./fold-word";
import { isKatakana } from "./katakana";

/**
 * What a word ends in: who asks for a Jacke wants the Regenjacke too. Every ending that is long enough stands in the index of
 * Meilisearch, so a query needs no list of compounds, and is marked in titles. What is left before it has to be long as well, or one of the short words that begin German compounds, or Krawatte would be a kind of Watte.
 */
export function wordHeads(language: Language, words: readonly string[]): string[] {
  const heads = new Set<string>();
  for (const word of words) {
    if (/\d/.test(word)) continue;
    // Of katakana the words are already the parts.
    if (language === "ja" && isJapanese(word) && !isKatakana(word))
      for (const head of [...endings(word, 2, 2), ...endings(word, 1, 3)]) if (!isTwoKana(head)) heads.add(head);
    if (language === "de" && !isJapanese(word)) {
      const whole = wholeAt(word);
      const stem = stemSurface("de", word);
      for (const head of endings(word, 2, 3)) {
        const first = word.slice(0, -head.length);
        if (!isOwnEnd(head, stem)) continue;
        if (first.length > whole || !isTold(first, head)) continue;
        heads.add(head);
        // Of a Zugsäge the end is known by its four letters, and looked for by the three of its stem.
        const short = stemSurface("de", head);
        if (stem.endsWith(short)) heads.add(short);
      }
    }
  }
  return [...heads];
}

/** 目覚まし has no マシ in it: folded, two of hiragana look like a word of katakana, which stands by itself in the index. */
const isTwoKana = (head: string): boolean => head.length === 2 && isKatakana(head);

/**
 * Whether what a word ends in may be a word: of three letters only what its stem ends in, or a double e, which is no ending. Kameras
 * are no Rasen, and a Kalligrafie has no "fie"; a Matetee is a Tee.
 */
export const isOwnEnd = (end: string, stem: string): boolean =>
  end.length > 3 || stem.endsWith(end) || end.endsWith("ee");

/** Whether this is what a compound begins with before such a head. */
export const isFirst = (first: string, head: string): boolean =>
  isTold(first, head) && first.length <= wholeAt(first + head);

const isTold = (first: string, head: string): boolean =>
  first.length >= firstLengthMin || (head.length > 3 && shortFirsts.has(first));

const firstLengthMin = 4;
const shortFirsts = new Set(
  "alu arm ast bad bar bau bio box bus cd deo dvd eck ei eis erd ess gas gel hut jod kfz kuh led lkw lok mah naeh nah neu ohr ol oel ost pc pkw rad reh roh rot rum see ski tag tee ton tor tuer tur tv uhr usb wc web wok zip zoo zug".split(
    " ",
  ),
);

/** Where in it a word begins that only looks like a compound, or that names another thing than what it ends in: behind, it has no head. */
const wholeAt = (word: string): number => wholes.exec(word)?.index ?? word.length;

/**
 * A Zebrastreifen is no Reifen, what is magnetisch no Tisch, what is vitaminreich no Eiche, nor zuckerfreier an Eier; and Baumwolle is no Wolle, Handschuhe are no Schuhe. Stems, which
 * stand at the end of a word with any ending.
 */
const wholes = new RegExp(
  `(?:${[
    "bleich|bohr|controll|element|etikett|frei|frost|frottee|gewand|glatt|gleich|grad|hering|herd|instrument|kontrast|kontroll|kreis|mohr|motor|patent|pferd|pigment|plakett|platt|preis|praesent|prasent|reich|reis|rohr|schwein|speich|streif|talent|weich|weis",
    "[ai]tor|ktor|chiffon|[el]efon|ofon|(?:[aeu]k|[ai]|(?<!bal)kon)tur|beschwerd|grafisch|zifisch|(?:dehn|dimm|dreh|falt|halt|ier|klapp|lad|schwenk|stapel|stell|trag|wasch|wend|wisch)bar",
    "akustisch|aktisch|athletisch|drastisch|elastisch|ektisch|eptisch|fantastisch|iatisch|matisch|metisch|netisch|plastisch|politisch|ratisch|statisch|thetisch",
    "baumwoll|bildschirm|datenbank|durchmess|handschuh|leinwand|plattform|powerbank|strumpfhos|(?:koerper|korper|pflege|reinigungs|sonnen)milch|(?:ballast|dicht|duft|farb|kleb|kraft|kunst|naehr|nahr|sauer|schad|wasser|werk|wirk)stoff",
  ].join("|")})(?:e[mnrs]?|n|s)?$`,
);

/** Longest first; `firstMin` characters at least stay behind. */
function endings(word: string, firstMin: number, headMin: number): string[] {
  const count = Math.max(0, word.length - firstMin - headMin + 1);
  return Array.from({ length: count }, (_, index) => word.slice(firstMin + index));
}
