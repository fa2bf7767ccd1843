import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { areAnswered } from "./are-answered";
import { expandCompounds } from "./expand-compounds";
import { findNear } from "./find-near";
import { isKatakana, writeLoanwords } from "./katakana";
import type { KnownWords } from "./know-words";
import { writeAnswer, writeWords } from "./match-sql";
import { divideWord, meantWords, mendWords } from "./mend-words";
import { planQuery, type Term } from "./plan-query";
import { writeMeasures } from "./write-measures";

export interface MendedQuery {
  /** The words with every misspelling replaced that can be; unset when there was none. */
  correctedText?: string;
  /** Words that nothing answers and that can't be mended, as they stand there. */
  lost: string[];
  /** The terms that something in the catalog answers. */
  known: Term[];
}

/**
 * Looks at each term that nothing in the catalog answers: written in two where the shop writes one word, in one where
 * it writes two, or misspelled. Known words are never touched: whoever typed them meant them, unless only the dictionary
 * divided them (ティーポッド), or a hyphen did and the shop writes them in one (wi-fi).
 */
export async function mendQuery(
  db: Db,
  language: Language,
  text: string,
  terms: Term[],
  { answered, joined }: KnownWords,
): Promise<MendedQuery> {
  const known = terms.filter((_, index) => answered[index]);

  const typed = writeLoanwords(writeMeasures(language, text)).toLowerCase();
  let corrected = typed;
  const lost: string[] = [];
  const replace = (surface: string, word: string) => {
    if (!corrected.includes(surface)) lost.push(surface);
    corrected = corrected.replace(surface, () => word);
  };
  let joinedUpTo = -1;
  for (let index = 0; index < terms.length; index++) {
    const term = terms[index];
    const next = terms[index + 1];
    // Who types wi-fi may mean what others write in one, though some goods have both parts.
    const divider = corrected.includes(`${term?.surface}-${next?.surface}`) ? "-" : " ";
    const pairKnown = answered[index] && answered[index + 1];
    const run = katakanaRun(corrected, terms, index);
    // Words the shop knows are left alone while there is another to mend.
    const isLeft = known.length < terms.length && run.every((each) => known.includes(each));
    const whole = run.length > 1 && !isLeft ? await mendRun(db, language, run, known) : null;
    if (whole) {
      replace(join(run), whole);
      index += run.length - 1;
      joinedUpTo = index;
    } else if (term && next && joined[index] && (!pairKnown || known.length === terms.length || divider === "-")) {
      replace(term.surface + divider + next.surface, term.surface + next.surface);
      index++;
      joinedUpTo = index;
    } else if (term && !answered[index]) {
      const choose = (words: string[]) => chooseAnswered(db, language, words, known);
      const near = await choose(await meantWords(db, language, term.surface));
      const { word, fits } = near.word === null ? await choose(await divideWord(db, language, term.surface)) : near;
      // One that is mended or stands in one with others already is not asked for again.
      const before = answered[index - 1] && joinedUpTo < index - 1 ? terms[index - 1] : undefined;
      const both = fits
        ? null
        : ((await mendBoth(db, language, term, next)) ?? (await mendBoth(db, language, before, term)));
      if (both !== null) {
        replace(both.written, both.word);
        if (both.first === term) index++;
        joinedUpTo = index;
      } else if (word !== null) replace(term.surface, word);
      else lost.push(term.surface);
    }
  }
  return { known, lost, ...(corrected !== typed ? { correctedText: corrected } : {}) };
}

/** Two that are one word here, and misspelled: a handel bar. */
async function mendBoth(db: Db, language: Language, first: Term | undefined, second: Term | undefined) {
  if (!first || !second) return null;
  const whole = first.surface + second.surface;
  const near = /^\p{Script=Latin}{8,}$/u.test(whole) ? await findNear(db, language, whole) : [];
  const { word } = await chooseAnswered(db, language, near, []);
  return word === null ? null : { first, written: `${first.surface} ${second.surface}`, word };
}

/**
 * Of words that may have been meant the first that some product has beside those that are known, else the first that any has: the
 * vocabulary has all that the language has names for, and a Sportwagen is no Sporttape where nothing is one.
 */
async function chooseAnswered(
  db: Db,
  language: Language,
  words: readonly string[],
  known: readonly Term[],
): Promise<{ word: string | null; fits: boolean }> {
  if (words.length === 0) return { word: null, fits: false };
  const read = await Promise.all(words.map((word) => expandCompounds(db, language, planQuery(language, word))));
  const alone = read.map((terms) => terms.map(writeAnswer).join(" | "));
  const together = known.length > 0 ? read.map((terms) => writeWords([...known, ...terms], "all")) : [];
  const answered = await areAnswered(db, language, [...alone, ...together]);
  const some = words.find((_, at) => answered[at]) ?? null;
  const fitting = known.length > 0 ? words.find((_, at) => answered[words.length + at]) : some;
  return { word: fitting ?? some, fits: typeof fitting === "string" };
}

const join = (run: readonly Term[]): string => run.map(({ surface }) => surface).join("");

/** The terms from here that are written in one of katakana. */
function katakanaRun(text: string, terms: readonly Term[], from: number): Term[] {
  const run: Term[] = [];
  for (const term of terms.slice(from)) {
    if (!isKatakana(term.surface) || !text.includes(join([...run, term]))) break;
    run.push(term);
  }
  return run;
}

/** Words that are known stay as many as they are. */
async function mendRun(db: Db, language: Language, run: Term[], known: readonly Term[]): Promise<string | null> {
  const find = run.every((term) => known.includes(term)) ? findNear : mendWords;
  return (await chooseAnswered(db, language, await find(db, language, join(run)), [])).word;
}
