import { getTranslations } from "next-intl/server";
import { formatMoney } from "@/lib/core/money";
import type { Dashboard } from "@/lib/fulfilment/read-dashboard";
import { formatNumber, formatPercent } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";

/** Today's figures, each beside the same day last week. */
export async function TodayTiles({ dashboard, locale }: { dashboard: Dashboard; locale: Locale }) {
  const t = await getTranslations("admin");
  const sold = dashboard.sales.filter(({ today }) => today.orders > 0);
  const [main] = sold;
  const { lowStock } = dashboard;
  return (
    <dl className="grid grid-cols-2 gap-3 md:gap-5 xl:grid-cols-4">
      <Tile label={t("dashboard.salesToday")}>
        {main ? formatMoney({ amount: main.today.amount, currency: main.currency }, locale) : t("dashboard.nothingYet")}
        {sold.slice(1).map(({ currency, today }) => (
          <span key={currency} className="block text-sm font-semibold text-soft">
            + {formatMoney({ amount: today.amount, currency }, locale)}
          </span>
        ))}
        {main ? (
          <Trend
            now={main.today.amount}
            before={main.weekAgo.amount}
            locale={locale}
            label={t("dashboard.onLastWeek")}
          />
        ) : null}
      </Tile>
      <Tile label={t("dashboard.ordersToday")}>
        {formatNumber(dashboard.ordersToday, locale)}
        <Trend
          now={dashboard.ordersToday}
          before={dashboard.ordersWeekAgo}
          locale={locale}
          label={t("dashboard.onLastWeek")}
        />
      </Tile>
      <Tile label={t("dashboard.toShip")}>{formatNumber(dashboard.toShip.count, locale)}</Tile>
      <Tile label={t("dashboard.lowStock")}>
        {formatNumber(lowStock.count, locale)}
        {lowStock.more && lowStock.count > 0 ? "+" : ""}
      </Tile>
    </dl>
  );
}

function Tile({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="panel @container p-4 md:p-6">
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="mt-1 text-[clamp(1.25rem,13cqi,1.75rem)] font-bold tracking-tight tabular-nums">{children}</dd>
    </div>
  );
}

function Trend({ now, before, locale, label }: { now: number; before: number; locale: Locale; label: string }) {
  if (before === 0) return null;
  const change = (now - before) / before;
  const rising = change >= 0;
  return (
    <span className={`block text-sm font-semibold tracking-normal ${rising ? "text-good" : "text-accent"}`}>
      <span aria-hidden>{rising ? "▲ " : "▼ "}</span>
      {formatPercent(change, locale)} <span className="font-normal text-soft">{label}</span>
    </span>
  );
}
