import { readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator, type Messages } from "use-intl/core";
import { type Locale, requireMarket } from "../lib/i18n/markets";
import { namespaces } from "../lib/i18n/messages";

/** The shop's own sentences in a market, so that a journey finds things by the name a shopper reads. */
export function wordsOf(locale: Locale) {
  const { language, timeZone } = requireMarket(locale);
  const messages = Object.fromEntries(
    namespaces.map((name) => [
      name,
      JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../messages/${language}/${name}.json`), "utf8")),
    ]),
  ) as Messages;
  const t = createTranslator({ locale, messages, timeZone });
  return t;
}
