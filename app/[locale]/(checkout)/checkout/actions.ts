"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { CheckoutFormState } from "@/components/checkout/checkout-form-state";
import { checkoutFields, fieldError } from "@/components/checkout/fields";
import { composeSummary, type Summary } from "@/components/checkout/summary";
import { localeSchema } from "@/lib/cart/schemas";
import { placeOrderAction } from "@/lib/checkout/actions";
import { env } from "@/lib/core/env";
import { formatMoney } from "@/lib/core/money";
import { sentForm } from "@/lib/http/sent-form";
import { marketOf, requireMarket } from "@/lib/i18n/markets";
import { orderToken } from "@/lib/orders/order-token";
import { keepForm } from "./kept-form";
import { quoteWish, wishSchema } from "./quote-wish";

/** What the order comes to with this state and way to ship. Null when there is no cart. */
export async function requote(wish: {
  locale: string;
  state: string;
  shippingMethod: string;
  giftCode: string;
  useStoreCredit: string;
}): Promise<Summary | null> {
  const parsed = wishSchema.extend({ locale: localeSchema }).safeParse(wish);
  if (!parsed.success) return null;
  const market = requireMarket(parsed.data.locale);
  const quoted = await quoteWish(market, parsed.data);
  if (!quoted) return null;
  return composeSummary(quoted.quote, market.locale, { state: parsed.data.state, giftProblem: quoted.giftProblem });
}

/** Places the order; what stands in its way comes back in the shopper's language, with the totals as they are now. */
export async function submitCheckout(_previous: CheckoutFormState, sent: FormData): Promise<CheckoutFormState> {
  const form = sentForm.parse(sent);
  const { values, fieldErrors, refusal } = await placeOrderAction({ values: {}, fieldErrors: {}, refusal: null }, form);
  const market = marketOf(values.locale ?? "");
  const { locale } = market;
  const wish = wishSchema.parse(values);
  const quoted = await quoteWish(market, wish);
  const lines = quoted?.quote.cart.lines ?? [];
  const { shown, folded } = await checkoutFields(locale);
  const faulty = [...shown.map(({ name }) => name), folded.name, "shippingMethod" as const].filter(
    (name) => fieldErrors[name],
  );
  const errors = await Promise.all(
    faulty.map(async (name) => ({ name, text: await fieldError(locale, name, fieldErrors[name] ?? "") })),
  );
  const t = await getTranslations({ locale, namespace: "checkout" });
  const state: CheckoutFormState = {
    values,
    errors,
    errorsTitle: errors.length > 0 ? t("errorsTitle", { count: errors.length }) : "",
    refusal: await refusalText(),
    summary:
      quoted && lines.length > 0
        ? await composeSummary(quoted.quote, locale, { state: wish.state, giftProblem: quoted.giftProblem })
        : null,
  };
  const byScript = (await headers()).has("next-action");
  if (byScript) return state;
  await keepForm(state);
  redirect(`/${locale}/checkout`);

  async function refusalText(): Promise<CheckoutFormState["refusal"]> {
    // A hidden field that does not parse was altered, or is from another version of the page.
    if (!refusal) return errors.length > 0 ? null : { text: t("refusals.cart_problem"), toCart: true };
    const money = (amount: number) => formatMoney({ amount, currency: market.currency }, locale);
    if (refusal.code === "placed_before") {
      const orderHref = `/${locale}/orders/${orderToken(refusal, env().AUTH_SECRET)}`;
      return { text: t("refusals.placed_before"), toCart: false, orderHref };
    }
    if (refusal.code === "total_too_low")
      return { text: t("refusals.total_too_low", { least: money(refusal.least) }), toCart: true };
    if (refusal.code === "total_changed") {
      return {
        text: t("refusals.total_changed", {
          after: money(refusal.totalAmount),
          before: money(Number(values.expectedTotal)),
        }),
        toCart: false,
      };
    }
    if (refusal.code === "ships_later") {
      const stock = await getTranslations({ locale, namespace: "stock" });
      return { text: stock("shipsLater"), toCart: false };
    }
    if (refusal.code === "limit_reached") {
      const stock = await getTranslations({ locale, namespace: "stock" });
      const line = lines.find(({ variantId }) => variantId === refusal.variantId);
      return { text: stock("limitReached", { max: refusal.max, title: line?.title ?? "" }), toCart: true };
    }
    if (refusal.code === "not_admitted") {
      const drops = await getTranslations({ locale, namespace: "drops" });
      const title = lines.find(({ productId }) => productId === refusal.productId)?.title;
      return { text: title ? drops("notAdmitted", { title }) : drops("notAdmittedOther"), toCart: true };
    }
    if (refusal.code === "out_of_stock") {
      const line = lines.find(({ variantId }) => variantId === refusal.variantId);
      return {
        text: line ? t("refusals.out_of_stock", { title: line.title }) : t("refusals.cart_problem"),
        toCart: true,
      };
    }
    return { text: t(`refusals.${refusal.code}`), toCart: refusal.code !== "no_shipping" };
  }
}
