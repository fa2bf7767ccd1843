import { Menu, ShoppingBag } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { SearchBox } from "@/components/search/search-box";
import { searchBoxLabels } from "@/components/search/search-box-labels";
import type { Market } from "@/lib/i18n/markets";
import { CartCount } from "./cart-count";
import { Logo } from "./logo";
import { siteMenuId } from "./site-menu-id";

/**
 * Logo, search and cart. It stays in reach while the page scrolls: the whole row on a wide screen, only the search on a
 * phone, where height is dear.
 */
export async function Header({ market }: { market: Market }) {
  const { locale } = market;
  const t = await getTranslations("shell");
  return (
    <header className="site-header">
      <div className="wrap grid grid-cols-[1fr_auto] items-center gap-x-4 md:grid-cols-[auto_1fr_auto] md:gap-x-8 lg:gap-x-10">
        <div className="flex h-15 items-center gap-1 md:h-19">
          <button
            type="button"
            popoverTarget={siteMenuId}
            aria-label={t("menu")}
            className="-ms-2.5 grid size-11 place-items-center rounded-full hover:bg-sunken lg:hidden"
          >
            <Menu aria-hidden className="size-6" />
          </button>
          <Logo locale={locale} label={t("homeLink")} />
        </div>
        <div className="order-last col-span-2 pb-3 md:order-none md:col-span-1 md:pb-0">
          <SearchBox locale={locale} labels={await searchBoxLabels(locale)} />
        </div>
        <a href={`/${locale}/cart`} className="flex h-11 items-center gap-2.5 text-sm font-semibold">
          <span className="relative">
            <ShoppingBag aria-hidden className="size-5.5" strokeWidth={1.75} />
            <CartCount />
          </span>
          <span className="max-xs:sr-only">{t("cart")}</span>
        </a>
      </div>
    </header>
  );
}
