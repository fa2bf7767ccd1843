/**
 * What makes two labels one: `Sage`, `sage ` and `ＳＡＧＥ` are, and so are `S/M` and `S - M`; `C` and `C++` are not.
 * Slugs would be too coarse for that.
 */
export const foldLabel = (label: string): string =>
  label
    .normalize("NFKC")
    .toLowerCase()
    .trim()
    .replace(/[\s/_\u2010-\u2015-]+/g, "-");
