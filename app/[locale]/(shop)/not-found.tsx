import Link from "next/link";
import { locale as localeParameter } from "next/root-params";
import { getTranslations } from "next-intl/server";
import { Departments } from "@/components/home/departments";
import { getCategoryTree } from "@/lib/catalog/queries";
import { getMarket } from "@/lib/i18n/markets";

export default async function NotFound() {
  const market = getMarket((await localeParameter()) ?? "");
  if (!market) return null;
  const [t, tree] = await Promise.all([getTranslations("shell"), getCategoryTree(market.language)]);
  return (
    <>
      <div className="wrap pt-16 text-center md:pt-24">
        <p className="eyebrow">404</p>
        <h1 className="display mt-3 text-display-34 md:text-display-46">{t("notFoundTitle")}</h1>
        <p className="mx-auto mt-4 max-w-md text-soft">{t("notFoundText")}</p>
        <Link href={`/${market.locale}`} className="button-ink mt-7">
          {t("toHome")}
        </Link>
      </div>
      <Departments locale={market.locale} categories={tree} title={t("mainNavigation")} />
    </>
  );
}
