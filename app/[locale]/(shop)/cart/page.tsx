import type { Metadata } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { CartLine } from "@/components/cart/cart-line";
import { CartSummary } from "@/components/cart/cart-summary";
import { CountSync } from "@/components/cart/count-sync";
import { RemovalNotice } from "@/components/cart/removal-notice";
import { WaitingOrder } from "@/components/cart/waiting-order";
import { RecentlyViewed } from "@/components/catalog/recently-viewed";
import { TogetherList } from "@/components/catalog/together-list";
import { getCustomerId } from "@/lib/auth/guest";
import type { CartView } from "@/lib/cart/cart";
import { leavingOf } from "@/lib/cart/leaving";
import { readCart } from "@/lib/cart/read-cart";
import { readTogether } from "@/lib/catalog/read-together";
import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import type { Market } from "@/lib/i18n/markets";
import { orderToken } from "@/lib/orders/order-token";
import { readWaitingOrder } from "@/lib/orders/read-waiting-order";
import { readDeliveryQuotes } from "@/lib/shipping/read-quotes";
import { pageMarket } from "../../page-market";
import { addFromForm } from "../p/[slug]/add-from-form";
import { BestSellers } from "./best-sellers";

const togetherMax = 4;
/** Below more lines than these, a phone has what it comes to far out of sight. */
const linesInSight = 3;

/** Each shopper's own: it comes whole from the server, so that it also works without script. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cart");
  return { title: t("title"), robots: { index: false } };
}

export default async function CartPage() {
  const market = await pageMarket();
  const { locale } = market;
  // The clock is read below: not before there is a request.
  await connection();
  const customerId = await getCustomerId();
  const now = systemClock();
  const cart = customerId ? await readCart(db(), customerId, market, now) : emptyCart(market);
  const [t, list, product, together, waiting, quotes] = await Promise.all([
    getTranslations("cart"),
    getTranslations("list"),
    getTranslations("product"),
    readTogether(
      db(),
      cart.lines.map(({ productId }) => productId),
      market,
      togetherMax,
    ),
    customerId ? readWaitingOrder(db(), customerId) : null,
    readDeliveryQuotes(db(), market, leavingOf(cart.lines, now)),
  ]);
  const empty = cart.lines.length === 0;
  return (
    <div className="wrap pt-8 md:pt-12">
      <CountSync count={cart.count} />
      <RemovalNotice
        labels={{
          removed: t("removed", { title: "#" }),
          undo: t("undo"),
          gone: t("gone", { title: "#" }),
          cart_full: product("addErrors.cart_full"),
          other: product("addErrors.other"),
        }}
      />
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="display text-display-34 md:text-display-46">{empty ? t("emptyTitle") : t("title")}</h1>
        {empty ? null : <p className="text-soft">{t("items", { count: cart.count })}</p>}
        {cart.lines.length > linesInSight ? (
          <a href="#summary" className="ms-auto inline-flex min-h-11 items-center text-sm lg:hidden">
            <span className="text-link">{t("summary")}</span>
          </a>
        ) : null}
      </div>
      {waiting ? (
        <WaitingOrder number={waiting.number} href={`/${locale}/orders/${orderToken(waiting, env().AUTH_SECRET)}`} />
      ) : null}
      {empty ? (
        <div className="mt-3">
          <p className="text-soft">{cart.saved.length > 0 ? t("onlySavedText") : t("emptyText")}</p>
          <Link href={`/${locale}`} className="button-ink mt-6">
            {t("emptyLink")}
          </Link>
        </div>
      ) : (
        <div className="mt-4 grid grid-cols-1 items-start gap-x-16 gap-y-8 md:mt-6 lg:grid-cols-[1fr_400px]">
          <ul aria-label={t("lines")} className="border-t border-line">
            {cart.lines.map((line) => (
              <CartLine key={line.variantId} line={line} locale={locale} />
            ))}
          </ul>
          <CartSummary cart={cart} quote={quotes[0] ?? null} market={market} />
        </div>
      )}
      {cart.saved.length > 0 ? (
        <section aria-labelledby="saved" className="section">
          <h2 id="saved" className="display text-display-28">
            {t("saved")}
          </h2>
          <ul className="mt-4 border-t border-line lg:max-w-[calc(100%-464px)]">
            {cart.saved.map((line) => (
              <CartLine key={line.variantId} line={line} locale={locale} />
            ))}
          </ul>
        </section>
      ) : null}
      <TogetherList add={addFromForm} locale={locale} products={together} title={t("together")} />
      {empty ? <BestSellers locale={locale} /> : null}
      <RecentlyViewed labels={{ title: list("recent"), forget: list("forget") }} locale={locale} />
    </div>
  );
}

const emptyCart = ({ currency }: Market): CartView => ({
  lines: [],
  saved: [],
  count: 0,
  subtotal: { amount: 0, currency },
});
