/**
 * Lexemes of a document that are no words: what filters and categories ask for, so that the index answers them together
 * with the words. A facet's is its key, `color:sage`, a category's `@` and its id; a word has neither sign.
 */
export const marksOf = ({ facets, lineage }: { facets: readonly string[]; lineage: readonly string[] }): string[] => [
  ...facets,
  ...lineage.map(categoryMark),
];

export const categoryMark = (categoryId: string): string => `@${categoryId}`;

/** A mark as `tsquery` and `tsvector` read it. */
export const quoteMark = (mark: string): string => `'${mark.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
