/** In a user agent, what next.config.ts lets Next tell by that a page is to be made whole before its first byte. */
export const wholePageMark = "cartwright-whole-page";
