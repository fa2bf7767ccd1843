import type { Language } from "@/lib/i18n/markets";

/**
 * Lexemes of a document that are no words: what filters and categories ask for, so that the index answers them together
 * with the words. A facet's is its key, `color:sage`, a category's `@` and its id, a tier's `#0en`; a word has none of
 * these signs.
 */
export const marksOf = ({ facets, lineage }: { facets: readonly string[]; lineage: readonly string[] }): string[] => [
  ...facets,
  ...lineage.map(categoryMark),
];

/** Of the best sellers alone, so that a common word is looked for among them first; see tiers.ts. */
export const tierMark = (tier: number, language: Language): string => `#${tier}${language}`;

export const categoryMark = (categoryId: string): string => `@${categoryId}`;

/** A mark as `tsquery` and `tsvector` read it. */
export const quoteMark = (mark: string): string => `'${mark.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
