import { LockKeyhole } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Logo } from "@/components/layout/logo";
import { MarketButton } from "@/components/layout/market-button";
import { MarketPanel } from "@/components/layout/market-panel";
import { SkipLink } from "@/components/layout/skip-link";
import { pageMarket } from "../../page-market";

/** No menu, no search: whoever pays is not led away. */
export default async function CheckoutLayout({ children }: { children: ReactNode }) {
  const market = await pageMarket();
  const { locale } = market;
  const [t, shell] = await Promise.all([getTranslations("checkout"), getTranslations("shell")]);
  return (
    <>
      <SkipLink>{shell("skip")}</SkipLink>
      <header className="border-b border-line">
        <div className="wrap flex min-h-15 flex-wrap items-center justify-between gap-x-6 py-2 md:min-h-19">
          <Logo locale={locale} label={shell("homeLink")} />
          <p className="flex items-center gap-2 text-sm text-soft">
            <LockKeyhole aria-hidden className="size-4" />
            {t("secure")}
          </p>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="wrap py-8 outline-none md:py-12">
        {children}
      </main>
      <footer className="border-t border-line">
        <div className="wrap flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-5">
          <Link
            href={`/${locale}/cart`}
            prefetch={false}
            className="quiet-link inline-flex min-h-11 items-center text-sm text-soft"
          >
            {t("backToCart")}
          </Link>
          <MarketButton market={market} />
        </div>
      </footer>
      <MarketPanel market={market} />
    </>
  );
}
