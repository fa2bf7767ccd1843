/** Between them they are of every category that whole numbers have in any language (CLDR 48, plurals). */
const samples = [1_000_000, 100, ...Array.from({ length: 25 }, (_, count) => 24 - count)];

/**
 * A sentence with a number, once for each plural category of a language, `#` where the number stands: so that a script can
 * write it (`sayCount`) without a message engine. `write` is given a whole number and writes it as the locale does.
 */
export function pluralForms(locale: string, write: (count: number) => string): Record<string, string> {
  const rules = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale);
  const forms: Record<string, string> = {};
  for (const count of samples) forms[rules.select(count)] ??= write(count).replace(digits.format(count), "#");
  return forms;
}

/** The sentence for a number, of what `pluralForms` wrote. */
export function sayCount(count: number, locale: string, forms: Readonly<Record<string, string>>): string {
  const sentence = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other ?? "";
  return sentence.replace("#", new Intl.NumberFormat(locale).format(count));
}
