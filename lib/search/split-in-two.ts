import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { foldWord, toHiragana } from "./fold-word";
import { isKatakana, isLoanKind } from "./katakana";
import { readWords } from "./read-vocabulary";
import { isQuality } from "./synonyms";
import { isFirst } from "./word-heads";

/** "rainjacket" → "rain jacket", when both halves are words of the shop. */
export async function splitInTwo(db: Db, language: Language, surface: string): Promise<string | null> {
  const cuts = Array.from({ length: Math.max(0, surface.length - 5) }, (_, index) => index + 3);
  const halves = cuts.flatMap((cut) =>
    firstsOf(language, surface.slice(0, cut)).map((first): [string, string] => [first, surface.slice(cut)]),
  );
  if (halves.length === 0) return null;
  const rows = await readWords(db, language, halves.flat());
  const frequency = new Map(rows.map((row) => [row.word, row.frequency]));
  const weight = ([left, right]: [string, string]) => Math.min(frequency.get(left) ?? -1, frequency.get(right) ?? -1);
  const best = halves.toSorted((a, b) => weight(b) - weight(a))[0];
  if (best && weight(best) >= 0) return best.join(" ");
  const told = halves.filter(([, right]) => mayBeHead(language, surface.slice(0, -right.length), right));
  const ends = told.map(([, right]) => right);
  const end = ends.find((each) => frequency.get(each)) ?? ends.find((each) => frequency.has(each));
  return end ?? splitAtEnd(db, language, told, frequency);
}

/**
 * What a first half may be by itself: of German compounds also without what links it to the second, or with the end it
 * loses; a スノコベッド begins with a すのこ.
 */
function firstsOf(language: Language, first: string): string[] {
  if (language === "ja") return [first, toHiragana(first)];
  if (language !== "de") return [first];
  const unlinked = first.replace(/(?:e[ns]|(?<=.{4})er|[ens])$/, "");
  return [...new Set([first, unlinked, first.replace(/[ns]$/, ""), `${first}e`])].filter(({ length }) => length >= 3);
}

/**
 * A Grillzange where there is no Zange but a Kombizange, and Fischfutter where there is Flockenfutter for Zierfische. First halves are
 * looked for last, and only of the second that there are: each is a search of its own in the index of the vocabulary.
 */
async function splitAtEnd(
  db: Db,
  language: Language,
  halves: [string, string][],
  known: ReadonlyMap<string, number>,
): Promise<string | null> {
  if (language !== "de") return null;
  const seconds = await endsAmong(
    db,
    language,
    halves.map(([, right]) => right),
  );
  const told = halves.filter(([, right]) => seconds.has(right));
  const named = told.find(([left]) => known.has(left));
  if (named) return named.join(" ");
  const firsts = told.map(([left]) => left).filter(({ length }) => length >= headLengthMin);
  const ends = await endsAmong(
    db,
    language,
    firsts.flatMap((first) => [first, `${first}e`]),
  );
  return told.find(([left]) => ends.has(left) || ends.has(`${left}e`))?.join(" ") ?? null;
}

/** Those that words of the vocabulary end in. */
async function endsAmong(db: Db, language: Language, ends: readonly string[]): Promise<ReadonlySet<string>> {
  if (ends.length === 0) return new Set();
  const rows = z.array(z.object({ end: z.string() })).parse(
    await db.$queryRaw`
        select "end" from unnest(${[...new Set(ends)]}::text[]) as ends("end")
        where exists (select from search_word where language = ${language} and word like '%_' || "end")`,
  );
  return new Set(rows.map(({ end }) => end));
}

const headLengthMin = 4;

/** What only ends words: a Becherchen is no Chen, though many words end so. */
const endings: ReadonlySet<string> = new Set(["chen", "lein", "heit", "keit", "lich", "schaft", "ungen"]);

/**
 * A compound of which nothing is known but what it ends in: a Damenhandtasche is a Handtasche at least, a ゲーミングマウス a マウス.
 * Loanwords only look like compounds (a フローリング is no リング), but for those that begin with a known kind.
 */
function mayBeHead(language: Language, left: string, right: string): boolean {
  if (isKatakana(left + right)) return isLoanKind(left) && !isQuality("ja", [right]);
  const isLong = right.length >= headLengthMin && !endings.has(right);
  return language === "de" && isLong && isFirst(foldWord(left), foldWord(right));
}
