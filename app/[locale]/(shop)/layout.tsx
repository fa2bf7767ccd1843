import { notFound } from "next/navigation";
import { locale as localeParameter } from "next/root-params";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AnnouncementBar } from "@/components/layout/announcement-bar";
import { DepartmentBar } from "@/components/layout/department-bar";
import { Footer } from "@/components/layout/footer";
import { Header } from "@/components/layout/header";
import { MarketButton } from "@/components/layout/market-button";
import { marketChoices } from "@/components/layout/market-choices";
import { MarketSwitcher } from "@/components/layout/market-switcher";
import { menuEntries } from "@/components/layout/menu-entries";
import { SiteMenu } from "@/components/layout/site-menu";
import { getCategoryTree } from "@/lib/catalog/queries";
import { getMarket } from "@/lib/i18n/markets";
import { getDeliveryQuotes } from "@/lib/shipping/queries";

export default async function ShopLayout({ children }: { children: ReactNode }) {
  const market = getMarket((await localeParameter()) ?? "");
  if (!market) notFound();
  const { locale } = market;
  const [t, tree, quotes] = await Promise.all([
    getTranslations("shell"),
    getCategoryTree(market.language),
    getDeliveryQuotes(locale),
  ]);
  const departments = menuEntries(tree, locale, 1);
  const lead = [
    { name: t("newIn"), href: `/${locale}/search?sort=newest`, entries: [] },
    { name: t("bestSellers"), href: `/${locale}/search?sort=best-selling`, entries: [] },
    { name: t("offers"), href: `/${locale}#offers`, entries: [] },
  ];
  return (
    <>
      <a
        href="#main"
        className="button-ink sr-only focus:not-sr-only focus:fixed! focus:start-4 focus:top-3 focus:z-50"
      >
        {t("skip")}
      </a>
      <AnnouncementBar
        market={market}
        freeFrom={quotes.find((quote) => quote.method === "standard")?.freeFrom ?? null}
      />
      <Header market={market} />
      <DepartmentBar entries={departments} offersHref={`/${locale}#offers`} />
      {/* The footer begins below the first screen: what takes a skeleton's place, or comes after, moves nothing in sight. */}
      <main id="main" tabIndex={-1} className="min-h-svh outline-none print:min-h-0">
        {children}
      </main>
      <Footer market={market} departments={departments} lead={lead} />
      <SiteMenu
        key={locale}
        locale={locale}
        entries={departments}
        lead={lead}
        labels={{ title: t("allDepartments"), close: t("closeMenu"), allOf: t("allOf", { name: "#" }) }}
      >
        <MarketButton market={market} />
      </SiteMenu>
      <MarketSwitcher
        {...marketChoices(market)}
        labels={{ title: t("market"), language: t("language"), region: t("region"), close: t("close") }}
      />
    </>
  );
}
