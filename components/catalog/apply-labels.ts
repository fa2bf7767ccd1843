import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/markets";
import { pluralForms } from "@/lib/i18n/plural-forms";
import type { ApplyLabels } from "./tell-count";

const sample = 100;

export async function applyLabels(locale: Locale): Promise<ApplyLabels> {
  const t = await getTranslations("list");
  return {
    plain: t("apply"),
    none: t("applyNone"),
    atLeast: t("applyAtLeast", { count: sample }).replace(new Intl.NumberFormat(locale).format(sample), "#"),
    count: pluralForms(locale, (count) => t("applyCount", { count })),
  };
}
