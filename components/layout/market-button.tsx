import { Globe } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { regionName } from "@/lib/i18n/format";
import { languages, type Market } from "@/lib/i18n/markets";
import { marketPanelId } from "./market-panel-id";

/** "English · United States · USD": opens the switcher. */
export async function MarketButton({ market, className = "chip min-h-11" }: { market: Market; className?: string }) {
  const t = await getTranslations("shell");
  const name = [languages[market.language].name, regionName(market.region, market.locale), market.currency].join(" · ");
  return (
    <button type="button" popoverTarget={marketPanelId} className={className}>
      <Globe aria-hidden className="size-4 shrink-0" />
      <span className="sr-only">{t("market")}: </span>
      <span>{name}</span>
    </button>
  );
}
