import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Empty, Panel } from "@/components/admin/panel";
import { shortId } from "@/lib/core/ids";
import type { Dashboard } from "@/lib/fulfilment/read-dashboard";
import type { Locale } from "@/lib/i18n/markets";

interface NeedsYouProps {
  dashboard: Dashboard;
  /** What waits for those who run the shop; nothing, for everybody else. */
  shop: { deadJobs: number; differences: number };
  locale: Locale;
  now: Date;
}

/** What waits for a hand, before any chart. */
export async function NeedsYou({ dashboard, shop, locale, now }: NeedsYouProps) {
  const [t, format] = await Promise.all([getTranslations("admin"), getFormatter()]);
  const { toShip, openReturns, lowStock } = dashboard;
  const home = `/${locale}/admin`;
  const ageOf = (oldest: Date | null) =>
    oldest ? t("dashboard.oldest", { age: format.relativeTime(oldest, now) }) : null;
  const waiting = toShip.count + openReturns.count + lowStock.count + shop.deadJobs + shop.differences;
  return (
    <Panel title={t("dashboard.needsYou")}>
      {waiting === 0 ? <Empty title={t("dashboard.allDone")}>{t("dashboard.allDoneText")}</Empty> : null}
      <ul className="text-sm">
        <Waiting count={toShip.count} href={`${home}/orders?status=to_pack`} aside={ageOf(toShip.oldest)}>
          {t("toShipCount", { count: toShip.count })}
        </Waiting>
        <Waiting count={openReturns.count} href={`${home}/returns`} aside={ageOf(openReturns.oldest)}>
          {t("dashboard.openReturns", { count: openReturns.count })}
        </Waiting>
        <Waiting count={shop.deadJobs} href={`${home}/jobs`}>
          {t("dashboard.deadJobs", { count: shop.deadJobs })}
        </Waiting>
        <Waiting count={shop.differences} href={`${home}/books`}>
          {t("dashboard.differences", { count: shop.differences })}
        </Waiting>
        {lowStock.count > 0 ? (
          <li className="border-t border-line py-2.5">
            <Link
              href={`${home}/products?stock=low`}
              prefetch={false}
              className="quiet-link inline-block py-1 font-semibold"
            >
              {t(lowStock.more ? "dashboard.lowStockAtLeast" : "dashboard.lowStockCount", { count: lowStock.count })}
            </Link>
            <ul className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-1.5">
              {lowStock.products.map(({ productId, title, stock }) => (
                <li key={productId} className="flex items-baseline justify-between gap-4">
                  <Link
                    href={`${home}/products/${shortId(productId)}`}
                    prefetch={false}
                    className="quiet-link min-w-0 truncate py-0.5 text-soft"
                    dir="auto"
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

interface WaitingProps {
  count: number;
  href: string;
  aside?: string | null;
  children: ReactNode;
}

function Waiting({ count, href, aside, children }: WaitingProps) {
  if (count === 0) return null;
  return (
    <li className="flex items-baseline justify-between gap-4 border-t border-line py-2.5">
      <Link href={href} prefetch={false} className="quiet-link inline-block py-1 font-semibold">
        {children}
      </Link>
      {aside ? <span className="text-end text-soft">{aside}</span> : null}
    </li>
  );
}
