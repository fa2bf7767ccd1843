import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { CartView } from "@/lib/cart/cart";
import { formatMoney } from "@/lib/core/money";
import { formatDayRange } from "@/lib/i18n/format";
import type { Market } from "@/lib/i18n/markets";
import { type DeliveryQuote, shippingAmount } from "@/lib/shipping/delivery";
import { FreeDelivery } from "./free-delivery";

/** What it comes to, as far as can be known before the address, and the one way on. */
export async function CartSummary({
  cart,
  quote: standard,
  market,
}: {
  cart: CartView;
  quote: DeliveryQuote | null;
  market: Market;
}) {
  const { locale } = market;
  const [t, order] = await Promise.all([getTranslations("cart"), getTranslations("order.totals")]);
  const { amount, currency } = cart.subtotal;
  // Where nothing can be bought as it stands, nothing is delivered.
  const quote = cart.lines.some((line) => !line.problem) ? standard : null;
  const delivery = quote ? shippingAmount(quote, amount) : 0;
  const marked = cart.lines.filter((line) => line.problem);
  const row = "flex items-baseline justify-between gap-6";
  return (
    <section
      aria-labelledby="summary"
      className="min-w-0 rounded-tile bg-sunken p-6 sm:p-8 lg:sticky lg:top-[calc(var(--header-covers)+24px)]"
    >
      <h2 id="summary" className="scroll-mt-(--header-covers) text-lg font-bold">
        {t("summary")}
      </h2>
      {quote?.freeFrom ? <FreeDelivery subtotal={cart.subtotal} freeFrom={quote.freeFrom} locale={locale} /> : null}
      <dl className="money mt-5 grid gap-2 border-b border-line pb-5 text-md">
        <div className={row}>
          <dt className="text-soft">{order("subtotal")}</dt>
          <dd>{formatMoney(cart.subtotal, locale)}</dd>
        </div>
        {quote ? (
          <div className={row}>
            <dt className="text-soft">{order("standard")}</dt>
            <dd>{delivery === 0 ? order("free") : formatMoney({ amount: delivery, currency }, locale)}</dd>
          </div>
        ) : null}
      </dl>
      <p className={`${row} money pt-5`}>
        <span className="font-semibold">{t("estimate")}</span>
        <span className="display text-display-28">{formatMoney({ amount: amount + delivery, currency }, locale)}</span>
      </p>
      <p className="mt-1 text-sm text-soft">
        {market.taxIncluded ? t("taxIncluded", { region: market.region }) : t("taxExcluded")}
      </p>
      {marked[0] ? (
        <>
          <p className="mt-5 text-sm font-semibold text-accent">{t("needsLook", { count: marked.length })}</p>
          <a href={`#line-${marked[0].variantId}`} className="button-ink mt-3 w-full">
            {t("review")}
          </a>
        </>
      ) : (
        <Link href={`/${locale}/checkout`} prefetch={false} className="button-accent mt-6 w-full">
          {t("checkout")}
        </Link>
      )}
      {quote ? (
        <p className="mt-4 text-center text-sm font-semibold text-good">
          {t("arrives", { days: formatDayRange(quote.from, quote.to, locale) })}
        </p>
      ) : null}
      <p className="mt-1.5 text-center text-xs text-soft">{t("payment")}</p>
    </section>
  );
}
