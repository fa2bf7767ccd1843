import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Money } from "@/lib/core/money";
import { formatSum } from "@/lib/i18n/format";
import type { Market } from "@/lib/i18n/markets";
import { helpLinks } from "./help-links";
import { MarketButton } from "./market-button";

/** It stands on ink: the usual ring would not show. */
const control = "min-h-10 items-center gap-2 px-3 outline-offset-[-4px]! outline-paper!";

export async function AnnouncementBar({ market, freeFrom }: { market: Market; freeFrom: Money | null }) {
  const t = await getTranslations("shell");
  return (
    <section aria-label={t("announcements")} className="bg-ink text-paper">
      <div className="wrap flex min-h-10 items-center justify-between gap-4 text-xs font-medium">
        <p className="flex flex-wrap gap-x-2 py-2">
          {freeFrom ? (
            <>
              <span>{t("freeDelivery", { amount: formatSum(freeFrom, market.locale) })}</span>
              <span aria-hidden>·</span>
            </>
          ) : null}
          <span>{t("returns")}</span>
        </p>
        <div className="-me-3 hidden shrink-0 md:flex">
          {(await helpLinks(market.locale)).map(({ name, href }) => (
            <Link key={href} href={href} prefetch={false} className={`quiet-link hidden lg:inline-flex ${control}`}>
              {name}
            </Link>
          ))}
          <MarketButton market={market} className={`inline-flex ${control}`} />
        </div>
      </div>
    </section>
  );
}
