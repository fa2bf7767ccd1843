import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/markets";
import type { MenuEntry } from "./site-menu";

/** What is asked after an order and before one. */
export async function helpLinks(locale: Locale): Promise<MenuEntry[]> {
  const t = await getTranslations("shell");
  return [
    { name: t("findOrder"), href: `/${locale}/orders`, entries: [] },
    { name: t("helpLink"), href: `/${locale}/help`, entries: [] },
  ];
}
