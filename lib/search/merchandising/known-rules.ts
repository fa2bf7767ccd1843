import { nilId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { RuleIndex } from "./match-rules";
import { ruleColumns, type SearchRule, safeParseRule } from "./rule";

const keptMs = 60_000;
/** After a failure: soon again, but not with every search. */
const againMs = 5_000;
/** Clocks of processes differ, and a transaction is seen later than it is dated. */
const overlapMs = 5 * 60_000;
const batchSize = 1_000;

export interface KnownRules {
  find(language: Language, text: string, now: Date): Promise<SearchRule[]>;
  /** The next search reads anew what has changed: after a change made here. */
  forget(): void;
}

/**
 * The shop's rules in the memory of this process. Once a minute it reads those that changed since, removed ones
 * included, and no search waits for a statement of its own; so a rule is heard of everywhere a minute later at the
 * latest. When they can't be read, searches go on with what is known.
 */
export function knowRules(db: () => Db): KnownRules {
  const index = new RuleIndex();
  let readUpTo = new Date(0);
  let freshUntil = 0;
  let reading: Promise<void> | null = null;

  async function readChanges(): Promise<void> {
    let after = {
      updatedAt: new Date(Math.max(0, readUpTo.getTime() - overlapMs)),
      ruleId: nilId,
    };
    for (;;) {
      const rows = await db().searchRule.findMany({
        where: {
          updatedAt: { gte: after.updatedAt },
          OR: [{ updatedAt: { gt: after.updatedAt } }, { ruleId: { gt: after.ruleId } }],
        },
        select: { ...ruleColumns, removedAt: true },
        orderBy: [{ updatedAt: "asc" }, { ruleId: "asc" }],
        take: batchSize,
      });
      for (const { removedAt, ...row } of rows) {
        const rule = removedAt ? null : ruleOf(row);
        if (rule) index.set(rule);
        else index.delete(row.ruleId);
        readUpTo = row.updatedAt;
      }
      const last = rows.at(-1);
      if (!last || rows.length < batchSize) return;
      after = last;
    }
  }

  /** One reading at a time; whoever asks meanwhile waits for it. */
  function refresh(): Promise<void> {
    const mine = readChanges().then(
      () => {
        if (reading === mine) freshUntil = performance.now() + keptMs;
      },
      (error: unknown) => {
        log.warn({ error }, "search rules could not be read");
        if (reading === mine) freshUntil = performance.now() + againMs;
      },
    );
    reading = mine;
    void mine.then(() => {
      if (reading === mine) reading = null;
    });
    return mine;
  }

  return {
    async find(language, text, now) {
      if (performance.now() >= freshUntil) await (reading ?? refresh());
      return index.find(language, text, now);
    },
    forget() {
      freshUntil = 0;
      // A reading under way may have begun before the change.
      reading = null;
    },
  };
}

/** Null for one that can't be read, which is to keep nobody from the others. */
function ruleOf(row: { ruleId: string }): SearchRule | null {
  const { data = null, error } = safeParseRule(row);
  if (error) log.warn({ error, ruleId: row.ruleId }, "a search rule could not be read, and does nothing");
  return data;
}
