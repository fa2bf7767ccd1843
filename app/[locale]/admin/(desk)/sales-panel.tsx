import { getTranslations } from "next-intl/server";
import { FilterChips } from "@/components/admin/filter-chips";
import { Empty, Panel } from "@/components/admin/panel";
import { SalesChart } from "@/components/admin/sales-chart";
import { formatMoney } from "@/lib/core/money";
import type { Dashboard } from "@/lib/fulfilment/read-dashboard";
import { formatDay, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { shopZone } from "@/lib/i18n/shop-day";

/** Fourteen days of one currency: drawn, and as a table for whoever would rather read. */
export async function SalesPanel({
  sales,
  locale,
  wanted,
}: {
  sales: Dashboard["sales"];
  locale: Locale;
  wanted: string;
}) {
  const t = await getTranslations("admin");
  const shown = sales.find(({ currency }) => currency === wanted) ?? sales[0];
  const title = t("dashboard.sales14");
  if (!shown) {
    return (
      <Panel title={title}>
        <Empty title={t("dashboard.noSales")}>{t("dashboard.noSalesText")}</Empty>
      </Panel>
    );
  }
  const money = (amount: number) => formatMoney({ amount, currency: shown.currency }, locale);
  const total = shown.days.reduce((sum, { amount }) => sum + amount, 0);
  const peak = Math.max(...shown.days.map(({ amount }) => amount));
  return (
    <Panel title={title} aside={t("dashboard.dayEnds", { zone: shopZone() })}>
      {sales.length > 1 ? (
        <FilterChips
          label={t("product.currency")}
          path={`/${locale}/admin`}
          name="currency"
          value={shown.currency}
          choices={sales.map(({ currency }) => ({ value: currency, label: currency }))}
          stay
        />
      ) : null}
      <SalesChart
        days={shown.days.map(({ day, amount }) => ({
          day,
          amount,
          label: `${formatDay(day, locale)}: ${money(amount)}`,
          short: formatDay(day, locale),
        }))}
        title={title}
        description={t("dashboard.chartText", { total: money(total), peak: money(peak) })}
        peak={money(peak)}
      />
      <details className="mt-3 text-sm">
        <summary className="inline-block py-2 font-semibold underline underline-offset-4">
          {t("dashboard.asTable")}
        </summary>
        <table className="mt-2 w-full tabular-nums [&_td]:border-t [&_td]:border-line [&_td]:py-1.5 [&_th]:py-1.5 [&_th]:text-start [&_th]:text-xs [&_th]:text-soft [&_.figure]:text-end">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t("dashboard.day")}</th>
              <th scope="col" className="figure">
                {t("dashboard.ordersColumn")}
              </th>
              <th scope="col" className="figure">
                {t("dashboard.salesColumn")}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.days.toReversed().map(({ day, amount, orders }) => (
              <tr key={day}>
                <td>{formatDay(day, locale)}</td>
                <td className="figure">{formatNumber(orders, locale)}</td>
                <td className="figure">{money(amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Panel>
  );
}
