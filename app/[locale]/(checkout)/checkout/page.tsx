import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { WaitingOrder } from "@/components/cart/waiting-order";
import { CheckoutForm } from "@/components/checkout/checkout-form";
import type { CheckoutRefusal } from "@/components/checkout/checkout-form-state";
import { checkoutFields } from "@/components/checkout/fields";
import { composeSummary } from "@/components/checkout/summary";
import { marketPanelId } from "@/components/layout/market-panel-id";
import { getCustomerId } from "@/lib/auth/guest";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { regionName } from "@/lib/i18n/format";
import type { Market } from "@/lib/i18n/markets";
import { orderToken } from "@/lib/orders/order-token";
import { readWaitingOrder } from "@/lib/orders/read-waiting-order";
import { pageMarket } from "../../page-market";
import { requote, submitCheckout } from "./actions";
import { readKeptForm } from "./kept-form";
import { quoteWish, wishSchema } from "./quote-wish";

/** Each shopper's own: it comes whole from the server, so that it also works without script. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkout");
  return { title: t("title"), robots: { index: false } };
}

export default async function CheckoutPage() {
  const market = await pageMarket();
  const { locale, region } = market;
  // The clock is read below: not before there is a request.
  await connection();
  const customerId = await getCustomerId();
  const kept = await readKeptForm();
  const wish = wishSchema.parse(kept.values);
  const quoted = await quoteWish(market, wish);
  const quote = quoted?.quote;
  if (!quote || quote.cart.lines.length === 0) {
    return <NothingToPay market={market} customerId={customerId} refusal={kept.refusal} />;
  }
  // The cart says what is wrong with each line and offers the way out.
  if (quote.cart.lines.some((line) => line.problem)) redirect(`/${locale}/cart`);

  const [t, returns, fields, first] = await Promise.all([
    getTranslations("checkout"),
    getTranslations("returns"),
    checkoutFields(locale),
    composeSummary(quote, locale, { state: wish.state, giftProblem: quoted.giftProblem }),
  ]);
  return (
    <>
      <h1 className="display text-display-34 md:text-display-46">{t("title")}</h1>
      <p className="mt-2 mb-8 text-soft">{t("guest")}</p>
      <CheckoutForm
        submitCheckout={submitCheckout}
        requote={requote}
        locale={locale}
        idempotencyKey={newId()}
        first={first}
        kept={kept}
        {...fields}
        labels={{
          where: t("where"),
          how: t("how"),
          order: t("order"),
          choose: t("fields.choose"),
          moreFields: t("moreFields"),
          paying: t("paying"),
          note: t("note"),
          toCart: t("toCart"),
          toOrder: t("toOrder"),
          was: t("was", { amount: "#" }),
          added: t("added"),
          gone: t("gone"),
          credit: { title: returns("credit.title"), code: returns("credit.code"), hint: returns("credit.hint") },
        }}
        country={
          <p className="mt-1.5 flex flex-wrap items-center gap-x-3 text-sm text-soft">
            {t("country", { region: regionName(region, locale) })}
            <button
              type="button"
              popoverTarget={marketPanelId}
              className="min-h-11 font-medium text-ink underline underline-offset-4"
            >
              {t("change")}
            </button>
          </p>
        }
      />
    </>
  );
}

async function NothingToPay({
  market: { locale },
  customerId,
  refusal,
}: {
  market: Market;
  customerId: string | null;
  refusal: CheckoutRefusal | null;
}) {
  const [t, waiting] = await Promise.all([
    getTranslations("checkout"),
    customerId ? readWaitingOrder(db(), customerId) : null,
  ]);
  return (
    <>
      <h1 className="display text-display-34 md:text-display-46">{t("emptyTitle")}</h1>
      <p className="mt-2 text-soft">{refusal?.orderHref ? refusal.text : t("emptyText")}</p>
      {waiting ? (
        <WaitingOrder number={waiting.number} href={`/${locale}/orders/${orderToken(waiting, env().AUTH_SECRET)}`} />
      ) : null}
      <Link href={`/${locale}/cart`} className="button-outline mt-6">
        {t("toCart")}
      </Link>
    </>
  );
}
