import { log } from "@/lib/core/log";
import type { Db } from "@/lib/db/client";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { enqueue } from "@/lib/jobs/queue";
import { readSuggestions, readVersion, type trieNames } from "./store-suggestions";
import { openTrie, type Trie } from "./trie";

/** The completions of a language, in this process's memory. */
export interface LiveSuggestions extends Record<(typeof trieNames)[number], Trie> {
  version: string;
  whole: boolean;
}

/** A newer version is looked for so often at most, by one small query. */
const lookEveryMs = 30_000;

interface Held {
  /** Null: none was built yet. */
  live: LiveSuggestions | null;
  lookedAt: number;
  /** The look for a newer one that is under way. */
  looking: Promise<void> | null;
}

const shared = globalThis as { cartwrightSuggestions?: Map<string, Held> };

/**
 * What this process completes with: loaded when the process begins, or on first use, then kept. Newer ones are looked for in the background, while
 * those before still answer; a look that fails is repeated with the next. Null until the first ones were built.
 */
export async function liveSuggestions(db: Db, language: Language): Promise<LiveSuggestions | null> {
  shared.cartwrightSuggestions ??= new Map();
  const held = shared.cartwrightSuggestions.get(language) ?? {
    live: null,
    lookedAt: Number.NEGATIVE_INFINITY,
    looking: null,
  };
  shared.cartwrightSuggestions.set(language, held);
  const now = performance.now();
  if (!held.looking && now - held.lookedAt > lookEveryMs) {
    held.lookedAt = now;
    held.looking = look(db, language, held).finally(() => {
      held.looking = null;
    });
  }
  if (!held.live && held.looking) await held.looking;
  return held.live;
}

/** Loads every language's, so that nobody's first key waits for them. */
export async function loadSuggestions(db: Db): Promise<void> {
  for (const language of languageCodes) await liveSuggestions(db, language);
}

async function look(db: Db, language: Language, held: Held): Promise<void> {
  try {
    if (held.live && (await readVersion(db, language)) === held.live.version) return;
    const stored = await readSuggestions(db, language);
    if (!stored) return;
    const { version, whole, snapshots } = stored;
    held.live = {
      version,
      whole,
      queries: openTrie(snapshots.queries),
      categories: openTrie(snapshots.categories),
      products: openTrie(snapshots.products),
    };
  } catch (error) {
    log.error({ err: error, language }, "completions were not loaded; those before are kept, and others are made");
    // Another release may have made them. Where the database is away, the next look finds them as they were.
    await enqueue(db, "search.suggestions", {}, { key: "unreadable" }).catch(() => undefined);
  }
}

/** Looks again at once: for tests, which build and ask in the same second. */
export const forgetLive = (): void => shared.cartwrightSuggestions?.clear();
