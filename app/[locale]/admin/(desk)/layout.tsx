import {
  Boxes,
  CreditCard,
  Gift,
  Home,
  Inbox,
  ListChecks,
  LogOut,
  Package,
  Scale,
  Search,
  SlidersHorizontal,
  Undo2,
  Warehouse,
  Webhook,
} from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { MerchantSwitch } from "@/components/admin/merchant-switch";
import { NavLink } from "@/components/admin/nav-link";
import { Logo } from "@/components/layout/logo";
import { auth } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { countToShip } from "@/lib/fulfilment/count-to-ship";
import { formatNumber } from "@/lib/i18n/format";
import { pageMarket } from "../page-market";
import { signOut, switchMerchant } from "./actions";

export const instant = false;

/** The frame of the back room. It guards nothing: every page and action authorises by itself. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { locale } = await pageMarket();
  const staff = await auth();
  if (!staff) return children;
  const [t, toShip] = await Promise.all([getTranslations("admin"), countToShip(db(), staff.merchantId)]);
  const stock = await getTranslations("stock");
  const parcels = await getTranslations("parcels");
  const payments = await getTranslations("payments");
  const notices = await getTranslations("notices.webhooks");
  const rules = await getTranslations("rules");
  const home = `/${locale}/admin`;
  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[232px_minmax(0,1fr)] print:block!">
      <a
        href="#main"
        className="button-ink sr-only focus:not-sr-only focus:fixed! focus:start-4 focus:top-3 focus:z-50"
      >
        {t("skip")}
      </a>
      <header className="border-line bg-sunken max-md:border-b md:border-e print:hidden">
        <div className="flex flex-col gap-3 px-4 pt-4 pb-3 md:sticky md:top-0 md:h-dvh md:gap-4 md:overflow-y-auto md:py-6">
          <div className="flex items-center justify-between gap-3 md:ps-3">
            <Logo locale={locale} label={t("toShop")} />
            <form action={signOut.bind(null, locale)} className="md:hidden">
              <button type="submit" className="button-quiet min-h-11! px-3! text-sm!">
                {t("signOut")}
              </button>
            </form>
          </div>
          <MerchantSwitch
            current={staff.merchantId}
            merchants={staff.merchants}
            action={switchMerchant.bind(null, locale)}
            label={t("merchant")}
            submitLabel={t("switch")}
          />
          <nav aria-label={t("navigation")} className="flex gap-1 max-md:-mx-1 max-md:flex-wrap md:flex-col">
            <NavLink href={home} exact>
              <span className="flex items-center gap-3">
                <Home aria-hidden size={17} className="max-sm:hidden" />
                {t("nav.home")}
              </span>
            </NavLink>
            <NavLink href={`${home}/orders`}>
              <span className="flex items-center gap-3">
                <Inbox aria-hidden size={17} className="max-sm:hidden" />
                {t("nav.orders")}
              </span>
              {toShip > 0 ? (
                <span className="text-xs tabular-nums opacity-80">
                  <span aria-hidden>{formatNumber(toShip, locale)}</span>
                  <span className="sr-only">{t("toShipCount", { count: toShip })}</span>
                </span>
              ) : null}
            </NavLink>
            <NavLink href={`${home}/returns`}>
              <span className="flex items-center gap-3">
                <Undo2 aria-hidden size={17} className="max-sm:hidden" />
                {t("nav.returns")}
              </span>
            </NavLink>
            <NavLink href={`${home}/products`}>
              <span className="flex items-center gap-3">
                <Package aria-hidden size={17} className="max-sm:hidden" />
                {t("nav.products")}
              </span>
            </NavLink>
            <NavLink href={`${home}/stock`}>
              <span className="flex items-center gap-3">
                <Boxes aria-hidden size={17} className="max-sm:hidden" />
                {stock("title")}
              </span>
            </NavLink>
            <NavLink href={`${home}/locations`}>
              <span className="flex items-center gap-3">
                <Warehouse aria-hidden size={17} className="max-sm:hidden" />
                {stock("locations.title")}
              </span>
            </NavLink>
            <NavLink href={`${home}/search-rules`}>
              <span className="flex items-center gap-3">
                <Search aria-hidden size={17} className="max-sm:hidden" />
                {rules("title")}
              </span>
            </NavLink>
            <NavLink href={`${home}/webhooks`}>
              <span className="flex items-center gap-3">
                <Webhook aria-hidden size={17} className="max-sm:hidden" />
                {notices("title")}
              </span>
            </NavLink>
            {staff.operator ? (
              <NavLink href={`${home}/jobs`}>
                <span className="flex items-center gap-3">
                  <ListChecks aria-hidden size={17} className="max-sm:hidden" />
                  {parcels("jobs.title")}
                </span>
              </NavLink>
            ) : null}
            {staff.operator ? (
              <NavLink href={`${home}/gift-cards`}>
                <span className="flex items-center gap-3">
                  <Gift aria-hidden size={17} className="max-sm:hidden" />
                  {t("nav.giftCards")}
                </span>
              </NavLink>
            ) : null}
            <NavLink href={`${home}/payments`}>
              <span className="flex items-center gap-3">
                <CreditCard aria-hidden size={17} className="max-sm:hidden" />
                {payments("title")}
              </span>
            </NavLink>
            <NavLink href={`${home}/settings`}>
              <span className="flex items-center gap-3">
                <SlidersHorizontal aria-hidden size={17} className="max-sm:hidden" />
                {t("settings.title")}
              </span>
            </NavLink>
            {staff.operator ? (
              <NavLink href={`${home}/books`}>
                <span className="flex items-center gap-3">
                  <Scale aria-hidden size={17} className="max-sm:hidden" />
                  {payments("books.nav")}
                </span>
              </NavLink>
            ) : null}
          </nav>
          <form action={signOut.bind(null, locale)} className="mt-auto max-md:hidden">
            <p className="truncate px-3.5 text-sm font-semibold">{staff.name}</p>
            <p className="truncate px-3.5 text-xs text-soft">{staff.email}</p>
            <button
              type="submit"
              className="mt-2 flex min-h-11 w-full items-center gap-3 rounded-field px-3.5 text-sm font-medium hover:bg-line/50"
            >
              <LogOut aria-hidden size={17} />
              {t("signOut")}
            </button>
          </form>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-[1180px] min-w-0 px-4 py-6 outline-none md:px-10 md:py-9"
      >
        {children}
      </main>
    </div>
  );
}
