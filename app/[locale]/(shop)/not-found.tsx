import Link from "next/link";
import { locale as localeParameter } from "next/root-params";
import { getTranslations } from "next-intl/server";
import { siteMenuId } from "@/components/layout/site-menu-id";
import { getMarket } from "@/lib/i18n/markets";

/** Lean, because Next sends it along with every page of the shop: the menu has the departments. */
export default async function NotFound() {
  const market = getMarket((await localeParameter()) ?? "");
  if (!market) return null;
  const t = await getTranslations("shell");
  return (
    <div className="wrap py-16 text-center md:py-24">
      <p className="eyebrow">404</p>
      <h1 className="display mt-3 text-display-34 md:text-display-46">{t("notFoundTitle")}</h1>
      <p className="mx-auto mt-4 max-w-md text-balance text-soft">{t("notFoundText")}</p>
      <div className="mt-7 flex flex-wrap justify-center gap-3">
        <Link href={`/${market.locale}`} className="button-ink" prefetch={false}>
          {t("toHome")}
        </Link>
        <button type="button" className="button-outline" popoverTarget={siteMenuId}>
          {t("allDepartments")}
        </button>
      </div>
    </div>
  );
}
