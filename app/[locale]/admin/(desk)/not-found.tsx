import { locale as localeParameter } from "next/root-params";
import { getTranslations } from "next-intl/server";
import { getMarket } from "@/lib/i18n/markets";

/** What is another merchant's, or nobody's, inside the frame of the back room. */
export default async function NotFound() {
  if (!getMarket((await localeParameter()) ?? "")) return null;
  const t = await getTranslations("admin");
  return (
    <div className="panel grid justify-items-center gap-2 px-4 py-16 text-center">
      <h1 className="display text-display-28">{t("notFound")}</h1>
      <p className="max-w-md text-sm text-balance text-soft">{t("notFoundText")}</p>
    </div>
  );
}
