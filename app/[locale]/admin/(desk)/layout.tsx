import { LogOut } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { MerchantSwitch } from "@/components/admin/merchant-switch";
import { UnsavedGuard } from "@/components/admin/unsaved-guard";
import { Logo } from "@/components/layout/logo";
import { SkipLink } from "@/components/layout/skip-link";
import { auth } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { countToShip } from "@/lib/fulfilment/count-to-ship";
import { pageMarket } from "../../page-market";
import { signOut, switchMerchant } from "./actions";
import { DeskNav } from "./desk-nav";
import { NavDisclosure } from "./nav-disclosure";
import { ToShipCount } from "./to-ship-count";

export const instant = false;

/** The frame of the back room. It guards nothing: every page and action authorises by itself. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { locale } = await pageMarket();
  const staff = await auth();
  if (!staff) return children;
  const [t, shell, toShip] = await Promise.all([
    getTranslations("admin"),
    getTranslations("shell"),
    countToShip(db(), staff.merchantId),
  ]);
  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[232px_minmax(0,1fr)] print:block!">
      <SkipLink>{t("skip")}</SkipLink>
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
          <div className="flex items-center gap-2">
            <div className="min-w-0 grow">
              <MerchantSwitch
                current={staff.merchantId}
                merchants={staff.merchants}
                action={switchMerchant.bind(null, locale)}
                label={t("merchant")}
                submitLabel={t("switch")}
              />
            </div>
            <NavDisclosure>
              {shell("menu")}
              <ToShipCount count={toShip} locale={locale} />
            </NavDisclosure>
          </div>
          <DeskNav staff={staff} toShip={toShip} locale={locale} />
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
      <UnsavedGuard question={t("unsaved")} />
    </div>
  );
}
