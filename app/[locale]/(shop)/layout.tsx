import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AnnouncementBar } from "@/components/layout/announcement-bar";
import { DepartmentBar } from "@/components/layout/department-bar";
import { Footer } from "@/components/layout/footer";
import { Header } from "@/components/layout/header";
import { helpLinks } from "@/components/layout/help-links";
import { MarketButton } from "@/components/layout/market-button";
import { MarketPanel } from "@/components/layout/market-panel";
import { menuEntries } from "@/components/layout/menu-entries";
import { SiteMenu } from "@/components/layout/site-menu";
import { SkipLink } from "@/components/layout/skip-link";
import { getCategoryTree, hasOffers } from "@/lib/catalog/queries";
import { getDeliveryQuotes } from "@/lib/shipping/queries";
import { pageMarket } from "../page-market";

export default async function ShopLayout({ children }: { children: ReactNode }) {
  const market = await pageMarket();
  const { locale } = market;
  const [t, tree, quotes, isReduced] = await Promise.all([
    getTranslations("shell"),
    getCategoryTree(market.language),
    getDeliveryQuotes(locale),
    hasOffers(locale),
  ]);
  const departments = menuEntries(tree, locale, 1);
  const offers = isReduced ? { name: t("offers"), href: `/${locale}#offers`, entries: [] } : null;
  const lead = [
    { name: t("newIn"), href: `/${locale}/search?sort=newest`, entries: [] },
    { name: t("bestSellers"), href: `/${locale}/search?sort=best-selling`, entries: [] },
    ...(offers ? [offers] : []),
  ];
  return (
    <>
      <SkipLink>{t("skip")}</SkipLink>
      <AnnouncementBar
        market={market}
        freeFrom={quotes.find((quote) => quote.method === "standard")?.freeFrom ?? null}
      />
      <Header market={market} />
      <DepartmentBar entries={departments} offers={offers} />
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
        <ul className="mb-6">
          {(await helpLinks(locale)).map(({ name, href }) => (
            <li key={href}>
              <a href={href} className="block py-2.5 text-md font-medium">
                {name}
              </a>
            </li>
          ))}
        </ul>
        <MarketButton market={market} />
      </SiteMenu>
      <MarketPanel market={market} />
    </>
  );
}
