import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createTranslator } from "next-intl";
import { AddressLines } from "@/components/orders/address-lines";
import { PrintButton } from "@/components/ui/print-button";
import { formatAddress } from "@/lib/checkout/format-address";
import { formatMoney } from "@/lib/core/money";
import { db } from "@/lib/db/client";
import { formatDate, formatTaxRate } from "@/lib/i18n/format";
import { requireMarket } from "@/lib/i18n/markets";
import { loadMessages } from "@/lib/i18n/messages";
import { invoiceOf } from "@/lib/orders/invoice";
import { readRefundable } from "@/lib/orders/read-refundable";
import { findOrder, secretPage } from "../find-order";

export const instant = false;

interface Props {
  params: Promise<{ token: string }>;
}

/** An invoice is in the language of its order, whatever language its page is looked at from. */
async function words(orderLocale: string) {
  const { locale, language } = requireMarket(orderLocale);
  const t = createTranslator({ locale, messages: await loadMessages(language), namespace: "returns.invoice" });
  return { t, locale, language };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const order = await findOrder((await params).token);
  if (!order?.paidAt) notFound();
  const { t } = await words(order.locale);
  return { ...secretPage, title: t("title", { number: order.number }) };
}

export default async function InvoicePage({ params }: Props) {
  const order = await findOrder((await params).token);
  if (!order?.paidAt) notFound();
  const { t, locale, language } = await words(order.locale);
  const settled = await readRefundable(db(), order);
  if (!settled) notFound();
  const invoice = invoiceOf(order, settled);
  const isReduced = invoice.netAmount < invoice.totalAmount;
  const money = (amount: number) => formatMoney({ amount, currency: order.currency }, locale);
  const rate = (ratePpm: number | null) => (ratePpm === null ? "" : formatTaxRate(ratePpm, locale));
  const region = order.shipTo.country;
  const sums = [
    { label: t("subtotal"), amount: invoice.subtotalAmount, shown: true },
    { label: t("discount"), amount: -invoice.discountAmount, shown: invoice.discountAmount > 0 },
    { label: t("shipping"), amount: invoice.shippingAmount, shown: true },
    ...(order.taxIncluded
      ? []
      : invoice.taxes.map(({ ratePpm, taxAmount }) => ({
          label: t("tax", { region, rate: rate(ratePpm) }),
          amount: taxAmount,
          shown: true,
        }))),
  ].filter(({ shown }) => shown);
  return (
    <article lang={language} className="wrap max-w-3xl pt-8 md:pt-12 print:pt-0">
      <header className="flex flex-wrap items-start justify-between gap-6">
        <div>
          <h1 className="display text-display-34">
            <WithNumber number={order.number}>{t("title", { number: order.number })}</WithNumber>
          </h1>
          <p className="mt-1 text-soft">{t("date", { date: formatDate(order.paidAt, locale) })}</p>
        </div>
        <PrintButton>{t("print")}</PrintButton>
      </header>
      <div className="mt-8 grid gap-6 sm:grid-cols-2">
        <div>
          <h2 className="text-sm text-soft">{t("seller")}</h2>
          <p className="mt-1">{[...new Set(order.lines.map(({ merchantName }) => merchantName))].join(", ")}</p>
        </div>
        <div>
          <h2 className="text-sm text-soft">{t("buyer")}</h2>
          <address className="mt-1 not-italic">
            <AddressLines lines={formatAddress(order.shipTo, language)} />
          </address>
        </div>
      </div>
      <table className="money mt-8 w-full border-collapse text-md [&_td]:border-t [&_td]:border-line [&_td]:py-3 [&_td]:align-top [&_th]:py-2 [&_th]:text-sm [&_th]:font-normal [&_th]:text-soft">
        <caption className="sr-only">{t("lines")}</caption>
        <thead>
          <tr>
            <th scope="col" className="text-start">
              {t("lines")}
            </th>
            <th scope="col" className="ps-3 text-end">
              {t("quantity")}
            </th>
            <th scope="col" className="ps-3 text-end max-sm:hidden">
              {t("rate")}
            </th>
            <th scope="col" className="ps-3 text-end">
              {t("amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {invoice.lines.map((line) => (
            <tr key={line.lineId}>
              <td className="wrap-anywhere">
                {line.title}
                <span className="block text-sm text-soft">{line.sku}</span>
                {line.calledOffQuantity > 0 ? (
                  <span className="block text-sm text-soft">
                    {t("unitsCalledOff", { count: line.calledOffQuantity })}
                  </span>
                ) : null}
                {line.refundedQuantity > 0 ? (
                  <span className="block text-sm text-soft">
                    {t("unitsRefunded", { count: line.refundedQuantity })}
                  </span>
                ) : null}
              </td>
              <td className="ps-3 text-end">{line.quantity}</td>
              <td className="ps-3 text-end max-sm:hidden">{rate(line.ratePpm)}</td>
              <td className="ps-3 text-end whitespace-nowrap">{money(line.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="money ms-auto mt-4 grid max-w-sm gap-2 border-t border-line pt-4">
        {sums.map(({ label, amount }) => (
          <Sum key={label} label={label}>
            {money(amount)}
          </Sum>
        ))}
        <Sum label={t("total")} strong>
          {money(invoice.totalAmount)}
        </Sum>
        {order.taxIncluded && !isReduced
          ? invoice.taxes.map(({ ratePpm, taxAmount }) => (
              <Sum key={ratePpm} label={t("included", { region, rate: rate(ratePpm) })}>
                {money(taxAmount)}
              </Sum>
            ))
          : null}
        {invoice.calledOffAmount > 0 ? <Sum label={t("calledOff")}>{money(-invoice.calledOffAmount)}</Sum> : null}
        {invoice.creditAmount > 0 ? (
          <>
            <Sum label={t("credit")}>{money(-invoice.creditAmount)}</Sum>
            <Sum label={t("paid")} strong>
              {money(invoice.paidAmount)}
            </Sum>
          </>
        ) : null}
        {invoice.refundedAmount > 0 ? <Sum label={t("refunded")}>{money(-invoice.refundedAmount)}</Sum> : null}
        {isReduced ? (
          <>
            <Sum label={t("net")} strong>
              {money(invoice.netAmount)}
            </Sum>
            {invoice.taxes.map(({ ratePpm, netTaxAmount }) => (
              <Sum key={ratePpm} label={t("included", { region, rate: rate(ratePpm) })}>
                {money(netTaxAmount)}
              </Sum>
            ))}
          </>
        ) : null}
      </dl>
    </article>
  );
}

/** A number has hyphens, and no line ends at one of them. */
function WithNumber({ number, children }: { number: string; children: string }) {
  const [before, after] = children.split(number);
  return (
    <>
      {before}
      <span className="whitespace-nowrap">{number}</span>
      {after}
    </>
  );
}

function Sum({ label, strong = false, children }: { label: string; strong?: boolean; children: string }) {
  return (
    <div className={`flex items-baseline justify-between gap-6 ${strong ? "font-bold" : ""}`}>
      <dt className={strong ? "" : "text-soft"}>{label}</dt>
      <dd className="whitespace-nowrap">{children}</dd>
    </div>
  );
}
