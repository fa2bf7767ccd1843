import { createTranslator } from "next-intl";
import { requireMarket } from "@/lib/i18n/markets";
import { loadMessages } from "@/lib/i18n/messages";
import type { PaymentLabels } from "@/lib/orders/open-payment";

/** What the hosted page calls the lines that are no product, in the order's language. */
export async function paymentLabels(locale: string): Promise<PaymentLabels> {
  const market = requireMarket(locale);
  const t = createTranslator({
    locale: market.locale,
    messages: await loadMessages(market.language),
    namespace: "checkout",
  });
  return {
    shipping: t("paymentLines.shipping"),
    tax: t("paymentLines.tax"),
    rest: t("paymentLines.rest"),
    whole: t("paymentLines.whole"),
  };
}
