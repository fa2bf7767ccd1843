/** What numbers of a measure count, as it is written behind them, in a pattern: `5 l`, `2.5mm`, `1,500 watts`. */
export const unitWords =
  "lit(?:er|re)s?|met(?:er|re)s?|watts?|volts?|[cdkmµ][glmvw]|k?wh|m?ah|[gmk]hz|db|ft|inch|zoll|lbs?|oz|pt|qt|gal|ltr|psi|bar|tog";

const unitPattern = new RegExp(`^(?:.|in|${unitWords})$`, "u");

/** Whether a word behind a number is a unit. Elsewhere it may be none: M and L are sizes, a CV is a folder's, MG a maker. */
export const isUnit = (word: string): boolean => unitPattern.test(word);
