import { createTranslator } from "next-intl";
import { type Currency, formatMoney } from "@/lib/core/money";
import { formatTaxRate } from "@/lib/i18n/format";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { loadMessages } from "@/lib/i18n/messages";

export interface TotalsToTell {
  currency: Currency;
  subtotalAmount: number;
  discountAmount?: number;
  /** What of the total gift cards and store credit pay. */
  creditAmount?: number;
  shippingAmount: number;
  taxAmount: number;
  totalAmount: number;
  taxIncluded: boolean;
  shippingMethod: string;
  /** Where the parcel goes: it names the tax. */
  region: string;
  state?: string | undefined;
  /** What is left after credit was paid. */
  paid?: boolean;
  /** The rate of each line, in parts per million. */
  ratesPpm: readonly number[];
}

/** Totals in words, the same in the checkout, on the order's page and in its mails. */
export interface TotalsText {
  rows: { key: "subtotal" | "discount" | "shipping" | "tax"; label: string; value: string }[];
  total: { label: string; value: string };
  /** "Includes 19% VAT, €28.58", where prices include tax. */
  note: string | null;
  /** After the total: what credit pays, and what is left to pay or was paid. Empty where there is no credit. */
  after: { key: "credit" | "due"; label: string; value: string }[];
}

export async function describeTotals(totals: TotalsToTell, locale: Locale): Promise<TotalsText> {
  const { language } = requireMarket(locale);
  const t = createTranslator({ locale, messages: await loadMessages(language), namespace: "order.totals" });
  const { currency, region } = totals;
  const money = (amount: number) => formatMoney({ amount, currency }, locale);
  const rate = commonRate(totals, locale);
  const amount = money(totals.taxAmount);
  const shipping = {
    key: "shipping" as const,
    label: t(totals.shippingMethod === "express" ? "express" : "standard"),
    value: totals.shippingAmount === 0 ? t("free") : money(totals.shippingAmount),
  };
  const subtotal = { key: "subtotal" as const, label: t("subtotal"), value: money(totals.subtotalAmount) };
  const discounted = totals.discountAmount ?? 0;
  const discount = { key: "discount" as const, label: t("discount"), value: money(-discounted) };
  const goods = discounted > 0 ? [subtotal, discount] : [subtotal];
  const credit = totals.creditAmount ?? 0;
  const after = [
    { key: "credit" as const, label: t("credit"), value: money(-credit) },
    { key: "due" as const, label: t(totals.paid ? "settled" : "due"), value: money(totals.totalAmount - credit) },
  ];
  const tax = { key: "tax" as const, label: rate ? t("taxAt", { rate }) : t("tax"), value: amount };
  return {
    rows: totals.taxIncluded ? [...goods, shipping] : [...goods, shipping, tax],
    after: credit > 0 ? after : [],
    total: { label: t("total"), value: money(totals.totalAmount) },
    note: !totals.taxIncluded
      ? null
      : rate
        ? t("includesAt", { rate, amount, region })
        : t("includes", { amount, region }),
  };
}

/** "CA 7.25%" or "19%" when every line is taxed alike; null when the lines differ. */
function commonRate({ ratesPpm, state }: TotalsToTell, locale: Locale): string | null {
  const [rate, ...others] = new Set(ratesPpm);
  if (rate === undefined || rate === 0 || others.length > 0) return null;
  const percent = formatTaxRate(rate, locale);
  return state ? `${state} ${percent}` : percent;
}
