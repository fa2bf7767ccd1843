import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Market } from "@/lib/i18n/markets";
import { helpLinks } from "./help-links";
import { Logo } from "./logo";
import { MarketButton } from "./market-button";
import type { MenuEntry } from "./site-menu";

export async function Footer({
  market,
  departments,
  lead,
}: {
  market: Market;
  departments: MenuEntry[];
  lead: MenuEntry[];
}) {
  const { locale } = market;
  const t = await getTranslations("shell");
  return (
    <footer className="mt-(--section) border-t border-line bg-sunken">
      <div className="wrap grid gap-x-8 gap-y-10 py-12 sm:grid-cols-2 lg:grid-cols-[1.6fr_1fr_2fr_1fr]">
        <div>
          <Logo locale={locale} label={t("homeLink")} />
          <p className="mt-2 max-w-72 text-sm text-soft">{t("footerText")}</p>
          <MarketButton market={market} className="chip mt-5 min-h-11" />
        </div>
        <FooterList title={t("footerShop")} links={lead} />
        {departments.length > 0 ? (
          <FooterList title={t("footerDepartments")} links={departments} columns="columns-2 gap-8" />
        ) : null}
        <div className="grid content-start gap-8">
          <FooterList title={t("footerHelp")} links={await helpLinks(locale)} />
          <FooterList
            title={t("footerSell")}
            links={[{ name: t("sellerSignIn"), href: `/${locale}/admin`, entries: [] }]}
          />
        </div>
      </div>
      <p className="wrap border-t border-line py-5 text-xs text-soft">{t("footerPayment")}</p>
    </footer>
  );
}

function FooterList({ title, links, columns = "" }: { title: string; links: MenuEntry[]; columns?: string }) {
  return (
    <div>
      <p className="text-sm font-semibold">{title}</p>
      <ul className={`mt-2 ${columns}`}>
        {links.map((link) => (
          <li key={link.href} className="break-inside-avoid">
            <Link href={link.href} prefetch={false} className="quiet-link inline-block py-1.5 text-sm text-soft">
              {link.name}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
