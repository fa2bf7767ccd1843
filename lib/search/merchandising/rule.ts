import { z } from "zod";
import { idSchema } from "@/lib/core/ids";
import { isLanguage, type Language } from "@/lib/i18n/markets";

/**
 * A search rule: what the shop, or a merchant, has decided about a query.
 *
 * Glossary. *Shop's rule*: made by its operators, holds for everything in the list. *Merchant's rule*: arranges that
 * merchant's own products among the places they hold anyway, so that it can take no place from another
 * (docs/decisions/014). *Pin*: a product at a place. *Boost*: a group of products moved up or down. *Target*: the page
 * that searching this leads to in place of a list.
 */
export interface SearchRule {
  ruleId: string;
  /** Null: the shop's own. */
  merchantId: string | null;
  /** Null: every language. */
  language: Language | null;
  /** The words, as typed. */
  query: string;
  /** The query has these words and no others, or these among others. */
  match: RuleMatch;
  target: Target | null;
  pins: RulePin[];
  boosts: Boost[];
  active: boolean;
  startsAt: Date | null;
  endsAt: Date | null;
  updatedAt: Date;
}

export const ruleMatches = ["exact", "contains"] as const;
export type RuleMatch = (typeof ruleMatches)[number];

/** What a shopper sees of the first few pages is as far as a rule has to reach. */
export const pinsMax = 24;
export const positionMax = 96;
export const boostsMax = 12;
/** Beyond this many, a merchant's rules are a mistake of a script; the shop's own likewise. */
export const rulesMax = { merchant: 300, shop: 3_000 } as const;

export const queryMax = 80;
/** Of a path as a URL has it, where a kana is nine characters; some browser or proxy refuses more. */
export const pathMax = 2_000;

const pinSchema = z.object({ productId: idSchema, position: z.number().int().min(1) });
export type RulePin = z.infer<typeof pinSchema>;

const boostKinds = ["brand", "facet", "category", "product", "merchant"] as const;
export type BoostKind = (typeof boostKinds)[number];

/** By what a place in the list is divided: a product at place 12 that is moved `far_up` comes to about place 2. */
export const strengths = { far_up: 8, up: 3, down: 1 / 3, far_down: 1 / 100 } as const;
export const strengthSchema = z.enum(["far_up", "up", "down", "far_down"]);

export const boostSchema = z.object({
  on: z.enum(boostKinds),
  /** A facet's key (`brand:halden-audio`, `color:sage`) or an id. */
  key: z.string().regex(/^\P{Cc}{1,120}$/u),
  strength: strengthSchema,
});
export type Boost = z.infer<typeof boostSchema>;

export const targetSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("category"), categoryId: idSchema }),
  z.object({ kind: z.literal("path"), path: z.string().min(1).max(pathMax, "path_long") }),
]);
export type Target = z.infer<typeof targetSchema>;

/**
 * The pins of several rules, the first rule's first: a product once, and where a place is taken, the next that is free;
 * where none is up to the last, the one before. What finds no place at all is left out.
 */
export function mergePins(lists: readonly (readonly RulePin[])[]): RulePin[] {
  const taken = new Map<number, string>();
  const placed = new Set<string>();
  for (const { productId, position } of lists.flatMap((pins) => pins.toSorted((a, b) => a.position - b.position))) {
    if (placed.has(productId)) continue;
    let free = position;
    while (taken.has(free)) free++;
    if (free > positionMax) free = Math.min(position, positionMax);
    while (taken.has(free)) free--;
    if (free < 1) continue;
    taken.set(free, productId);
    placed.add(productId);
  }
  return [...taken].toSorted(([a], [b]) => a - b).map(([position, productId]) => ({ productId, position }));
}

const frameSchema = z.object({
  ruleId: z.string(),
  merchantId: z.string().nullable(),
  language: z.string().transform((code) => (isLanguage(code) ? code : null)),
  query: z.string(),
  match: z.enum(ruleMatches),
  active: z.boolean(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  updatedAt: z.date(),
});

/** What a rule is for and when: known even where what it does can't be read. */
export type RuleFrame = z.infer<typeof frameSchema>;

/** A row as it is stored; pins once moved on past the last place, and are read as standing before it. */
const rowSchema = frameSchema.extend({
  target: targetSchema.nullable(),
  pins: z.array(pinSchema).transform((pins) => mergePins([pins])),
  boosts: z.array(boostSchema),
});

export const parseFrame = (row: unknown): RuleFrame => frameSchema.parse(row);

/** Fails where another version, or a hand, stored what this one can't read. */
export const safeParseRule = (row: unknown): z.ZodSafeParseResult<SearchRule> => rowSchema.safeParse(row);

/** The columns that a rule is read from. */
export const ruleColumns = {
  ruleId: true,
  merchantId: true,
  language: true,
  query: true,
  match: true,
  target: true,
  pins: true,
  boosts: true,
  active: true,
  startsAt: true,
  endsAt: true,
  updatedAt: true,
} as const;

export type RuleState = "on" | "off" | "waiting" | "over";

export function stateOf(
  { active, startsAt, endsAt }: Pick<SearchRule, "active" | "startsAt" | "endsAt">,
  now: Date,
): RuleState {
  if (!active) return "off";
  if (startsAt && startsAt > now) return "waiting";
  return endsAt && endsAt <= now ? "over" : "on";
}
