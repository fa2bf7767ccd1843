import type { Metadata } from "next";
import Link from "next/link";
import { locale as localeParameter } from "next/root-params";
import { getTranslations } from "next-intl/server";
import { returnDaysMin } from "@/lib/catalog/return-days";
import { formatMoney } from "@/lib/core/money";
import { alternates } from "@/lib/i18n/alternates";
import { formatDayRange } from "@/lib/i18n/format";
import { getMarket } from "@/lib/i18n/markets";
import { getDeliveryQuotes } from "@/lib/shipping/queries";
import { pageMarket } from "../../page-market";

export const ensureStatic = "navigation";

export async function generateMetadata(): Promise<Metadata> {
  const market = getMarket((await localeParameter()) ?? "");
  if (!market) return {};
  const t = await getTranslations("shell.help");
  return { title: t("title"), description: t("text"), alternates: alternates(market.locale, "/help") };
}

/** What is asked before and after an order, with this market's own figures: delivery, returns, an order's state. */
export default async function HelpPage() {
  const { locale } = await pageMarket();
  const [t, quotes] = await Promise.all([getTranslations("shell.help"), getDeliveryQuotes(locale)]);
  const heading = "display text-display-28 scroll-mt-28";
  return (
    <div className="wrap pt-8 md:pt-12">
      <h1 className="display text-display-34 md:text-display-46">{t("title")}</h1>
      <p className="mt-3 max-w-[60ch] text-soft">{t("text")}</p>
      <div className="mt-10 grid max-w-[72ch] gap-12">
        <section aria-labelledby="delivery">
          <h2 className={heading} id="delivery">
            {t("delivery")}
          </h2>
          <table className="mt-4 w-full border-collapse text-start tabular-nums [&_td]:border-t [&_td]:border-line [&_td]:py-3 [&_td]:pe-4 [&_th]:py-2 [&_th]:pe-4 [&_th]:text-start [&_th]:text-sm [&_th]:text-soft">
            <thead>
              <tr>
                <th scope="col">{t("method")}</th>
                <th scope="col">{t("arrives")}</th>
                <th scope="col">{t("cost")}</th>
              </tr>
            </thead>
            <tbody>
              {quotes.map(({ method, price, freeFrom, from, to }) => (
                <tr key={method}>
                  <td className="font-semibold">{t(`methods.${method}`)}</td>
                  <td>{formatDayRange(from, to, locale)}</td>
                  <td>
                    {price.amount === 0 ? t("free") : formatMoney(price, locale)}
                    {freeFrom && price.amount > 0 ? (
                      <span className="block text-sm text-soft">
                        {t("freeFrom", { amount: formatMoney(freeFrom, locale) })}
                      </span>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="mt-4 text-soft">{t("deliveryText")}</p>
        </section>
        <section aria-labelledby="returns">
          <h2 className={heading} id="returns">
            {t("returns", { days: returnDaysMin })}
          </h2>
          <ol className="mt-4 ms-5 grid list-decimal gap-2">
            <li>{t("returnFind")}</li>
            <li>{t("returnChoose")}</li>
            <li>{t("returnSend")}</li>
            <li>{t("returnMoney")}</li>
          </ol>
          <p className="mt-4 text-soft">{t("returnLonger")}</p>
          <Link className="button-ink mt-6" href={`/${locale}/orders`}>
            {t("returnBegin")}
          </Link>
        </section>
        <section aria-labelledby="order">
          <h2 className={heading} id="order">
            {t("order")}
          </h2>
          <p className="mt-4 text-soft">{t("orderText")}</p>
          <Link className="button-outline mt-6" href={`/${locale}/orders`}>
            {t("orderFind")}
          </Link>
        </section>
      </div>
    </div>
  );
}
