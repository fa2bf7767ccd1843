import { getTranslations } from "next-intl/server";
import { type ImageSource, imageSource } from "@/components/catalog/image-source";
import { goodsMark } from "@/lib/cart/goods-mark";
import type { CheckoutQuote } from "@/lib/checkout/quote-checkout";
import type { GiftCode } from "@/lib/checkout/read-gift-code";
import { formatMoney } from "@/lib/core/money";
import { formatDay, formatDayRange } from "@/lib/i18n/format";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { describeTotals, type TotalsText } from "@/lib/orders/describe-totals";
import { leastChargeAbove } from "@/lib/payments/least-charge";
import { type ShippingMethod, shippingAmount } from "@/lib/shipping/delivery";

/** What the order would come to, in words: the form shows it and asks for a new one when the address changes it. */
export interface Summary {
  count: string;
  lines: {
    key: string;
    title: string;
    detail: string;
    total: string;
    picture: ImageSource | null;
    hue: number;
    photograph: boolean;
  }[];
  totals: TotalsText;
  methods: { method: ShippingMethod; label: string; days: string; price: string }[];
  chosen: ShippingMethod;
  /** Minor units: what the shopper agrees to by pressing the button. */
  totalAmount: number;
  /** Which things they agree to with it. */
  goods: string;
  /** The latest day of leaving they agree to with it; null: all leaves at once. */
  shipsFrom: string | null;
  credit: {
    /** Minor units, agreed to with the total. */
    amount: number;
    problem: string | null;
    applied: string | null;
    /** The offer to use store credit; null where there is none. */
    use: string | null;
  };
  /** Why so little can't be paid; null where it can. */
  tooLow: string | null;
  pay: string;
}

export async function composeSummary(
  { cart, quotes, chosen, totals, credit, shipsFrom, taxKnown }: CheckoutQuote,
  locale: Locale,
  { state, giftProblem = null }: { state?: string; giftProblem?: GiftCode["problem"] } = {},
): Promise<Summary> {
  const { region } = requireMarket(locale);
  const [t, stock, order, returns] = await Promise.all([
    getTranslations({ locale, namespace: "checkout" }),
    getTranslations({ locale, namespace: "stock" }),
    getTranslations({ locale, namespace: "order" }),
    getTranslations({ locale, namespace: "returns" }),
  ]);
  const told = await describeTotals(
    {
      ...totals,
      creditAmount: credit.amount,
      region,
      shippingMethod: chosen.method,
      state: totals.taxIncluded ? undefined : state,
      ratesPpm: totals.lines.map((line) => line.taxRatePpm),
    },
    locale,
  );
  const rows = told.rows.map((row) => (row.key === "tax" ? { ...row, value: t("taxLater") } : row));
  const { amount } = cart.subtotal;
  const money = (minor: number) => formatMoney({ amount: minor, currency: totals.currency }, locale);
  const due = totals.totalAmount - credit.amount;
  const least = taxKnown ? leastChargeAbove(due, totals.currency) : null;
  return {
    count: t("items", { count: cart.count }),
    lines: cart.lines.map((line) => ({
      key: line.variantId,
      title: line.title,
      detail: [
        ...line.options.map((option) => option.value),
        ...(line.quantity > 1 ? [t("quantity", { count: line.quantity })] : []),
        ...(line.shipsFrom ? [stock("shipsFrom", { day: formatDay(line.shipsFrom, locale) })] : []),
      ].join(" · "),
      total: formatMoney({ amount: line.unitPrice.amount * line.quantity, currency: line.unitPrice.currency }, locale),
      picture: line.picture && imageSource(line.picture, "64px", "thumb"),
      hue: line.picture?.hue ?? line.hue,
      photograph: line.picture?.hue === null,
    })),
    totals: taxKnown ? told : { ...told, rows, total: { ...told.total, label: t("beforeTax") } },
    methods: quotes.map((quote) => {
      const price = shippingAmount(quote, amount);
      return {
        method: quote.method,
        label: order(`methods.${quote.method}`),
        days: quote.from === quote.to ? formatDay(quote.from, locale) : formatDayRange(quote.from, quote.to, locale),
        price:
          price === 0 ? order("totals.free") : formatMoney({ amount: price, currency: quote.price.currency }, locale),
      };
    }),
    chosen: chosen.method,
    totalAmount: totals.totalAmount,
    goods: goodsMark(cart.lines),
    shipsFrom,
    credit: {
      amount: credit.amount,
      problem: giftProblem || credit.cardRefused ? returns(`credit.${giftProblem ?? "unknown"}`) : null,
      applied: credit.amount > 0 ? returns("credit.applied", { amount: money(credit.amount) }) : null,
      use: credit.storeCredit > 0 ? returns("credit.use", { amount: money(credit.storeCredit) }) : null,
    },
    tooLow: least === null ? null : t("refusals.total_too_low", { least: money(least) }),
    pay: !taxKnown ? t("payLater") : due === 0 ? returns("credit.place") : t("pay", { amount: money(due) }),
  };
}
