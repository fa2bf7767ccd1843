import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/markets";
import { pluralForms } from "@/lib/i18n/plural-forms";
import type { SearchBoxLabels } from "./search-box";

export async function searchBoxLabels(locale: Locale): Promise<SearchBoxLabels> {
  const t = await getTranslations({ locale, namespace: "search" });
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
    count: pluralForms(locale, (count) => t("box.count", { count })),
  };
}
