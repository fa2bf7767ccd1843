import { type Language, languageCodes } from "@/lib/i18n/markets";
import { wordForms } from "../document";
import { queryWords } from "../plan-query";
import type { SearchRule } from "./rule";
import { stateOf } from "./rule";

/** A word in every form in which it is looked up: plural and singular, umlauts spelled out, kana of either script. */
type Forms = string[];

const formsOf = (language: Language, text: string): Forms[] =>
  queryWords(language, text)
    .map((word) => wordForms(language, word))
    .filter((forms) => forms.length > 0);

interface Known {
  rule: SearchRule;
  words: Forms[];
}

/**
 * Rules by the words they answer. A query finds its rules by looking up each of its words, however many rules there
 * are; words are compared as the engines compare them, in any order.
 */
export class RuleIndex {
  private readonly byWord = new Map<string, Map<string, Known>>();
  private readonly keysOf = new Map<string, string[]>();

  /** Adds a rule, or puts its new state in place of the old. */
  set(rule: SearchRule): void {
    this.delete(rule.ruleId);
    const keys: string[] = [];
    for (const language of rule.language ? [rule.language] : languageCodes) {
      const words = formsOf(language, rule.query);
      for (const form of words[0] ?? []) {
        const key = `${language} ${form}`;
        const known = this.byWord.get(key) ?? new Map<string, Known>();
        this.byWord.set(key, known.set(rule.ruleId, { rule, words }));
        keys.push(key);
      }
    }
    this.keysOf.set(rule.ruleId, keys);
  }

  delete(ruleId: string): void {
    for (const key of this.keysOf.get(ruleId) ?? []) {
      const known = this.byWord.get(key);
      known?.delete(ruleId);
      if (known?.size === 0) this.byWord.delete(key);
    }
    this.keysOf.delete(ruleId);
  }

  /** The rules in force for a query: those made for exactly this first, then those with most of its words, newest first. */
  find(language: Language, text: string, now: Date): SearchRule[] {
    const asked = formsOf(language, text);
    const forms = new Set(asked.flat());
    const found = new Map<string, Known>();
    for (const form of forms) {
      for (const [ruleId, known] of this.byWord.get(`${language} ${form}`) ?? []) found.set(ruleId, known);
    }
    return [...found.values()]
      .filter(({ rule, words }) => stateOf(rule, now) === "on" && answers(words, asked, forms, rule.match))
      .toSorted(
        (a, b) =>
          Number(b.rule.match === "exact") - Number(a.rule.match === "exact") ||
          b.words.length - a.words.length ||
          b.rule.updatedAt.getTime() - a.rule.updatedAt.getTime() ||
          (a.rule.ruleId < b.rule.ruleId ? -1 : 1),
      )
      .map(({ rule }) => rule);
  }
}

function answers(words: Forms[], asked: Forms[], forms: ReadonlySet<string>, match: SearchRule["match"]): boolean {
  if (!words.every((word) => word.some((form) => forms.has(form)))) return false;
  if (match === "contains") return true;
  const own = new Set(words.flat());
  return asked.every((word) => word.some((form) => own.has(form)));
}
