/**
 * The beginning of a text, so many UTF-16 units at most. No half of a character is left at its end: Postgres refuses JSON that
 * holds one.
 */
export const cutText = (text: string, max: number): string => text.slice(0, max).replace(/[\uD800-\uDBFF]$/, "");
