import { getTranslations } from "next-intl/server";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import type { SearchBoxLabels } from "./search-box";

/** The most entries the list can hold: the plurals up to it are written on the server, so no message engine is sent. */
const countMax = 24;

export async function searchBoxLabels(locale: Locale): Promise<SearchBoxLabels> {
  const t = await getTranslations({ locale, namespace: "search" });
  const { language } = requireMarket(locale);
  const rules = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(locale);
  const count: Record<string, string> = {};
  for (let n = countMax; n >= 1; n--) {
    count[rules.select(n)] = t("box.count", { count: n }).replace(digits.format(n), "#");
  }
  return {
    label: t("box.label"),
    placeholder: t("box.placeholder"),
    submit: t("box.submit"),
    clear: t("box.clear"),
    list: t("box.list"),
    recent: t("box.recent"),
    forget: t("box.forget"),
    forgetHint: t("box.forgetHint"),
    queries: t("box.queries"),
    categories: t("box.categories"),
    products: t("box.products"),
    all: t("box.all", { query: "#" }),
    none: t("box.none"),
    count,
  };
}
