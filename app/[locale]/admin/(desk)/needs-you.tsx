import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { Empty, Panel } from "@/components/admin/panel";
import { shortId } from "@/lib/core/ids";
import type { Dashboard } from "@/lib/fulfilment/read-dashboard";
import type { Locale } from "@/lib/i18n/markets";

/** What waits for a hand, before any chart. */
export async function NeedsYou({ dashboard, locale, now }: { dashboard: Dashboard; locale: Locale; now: Date }) {
  const [t, format] = await Promise.all([getTranslations("admin"), getFormatter()]);
  const { toShip, lowStock } = dashboard;
  const home = `/${locale}/admin`;
  return (
    <Panel title={t("dashboard.needsYou")}>
      {toShip.count === 0 && lowStock.count === 0 ? (
        <Empty title={t("dashboard.allDone")}>{t("dashboard.allDoneText")}</Empty>
      ) : null}
      <ul className="text-sm">
        {toShip.count > 0 ? (
          <li className="flex items-baseline justify-between gap-4 border-t border-line py-3.5">
            <Link href={`${home}/orders?status=to_pack`} prefetch={false} className="quiet-link font-semibold">
              {t("toShipCount", { count: toShip.count })}
            </Link>
            {toShip.oldest ? (
              <span className="text-end text-soft">
                {t("dashboard.oldest", { age: format.relativeTime(toShip.oldest, now) })}
              </span>
            ) : null}
          </li>
        ) : null}
        {lowStock.count > 0 ? (
          <li className="border-t border-line py-3.5">
            <Link href={`${home}/products?stock=low`} prefetch={false} className="quiet-link font-semibold">
              {t("dashboard.lowStockCount", { count: lowStock.count })}
            </Link>
            <ul className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-1.5">
              {lowStock.products.map(({ productId, title, stock }) => (
                <li key={productId} className="flex items-baseline justify-between gap-4">
                  <Link
                    href={`${home}/products/${shortId(productId)}`}
                    prefetch={false}
                    className="quiet-link min-w-0 truncate py-0.5 text-soft"
                  >
                    {title}
                  </Link>
                  <span className="whitespace-nowrap tabular-nums">{t("free", { count: stock })}</span>
                </li>
              ))}
            </ul>
          </li>
        ) : null}
      </ul>
    </Panel>
  );
}
