import { getTranslations } from "next-intl/server";
import type { Market } from "@/lib/i18n/markets";
import { marketChoices } from "./market-choices";
import { MarketSwitcher } from "./market-switcher";

/** What a `MarketButton` opens. */
export async function MarketPanel({ market }: { market: Market }) {
  const t = await getTranslations("shell");
  const labels = { title: t("market"), language: t("language"), region: t("region"), close: t("close") };
  return <MarketSwitcher {...marketChoices(market)} labels={labels} />;
}
