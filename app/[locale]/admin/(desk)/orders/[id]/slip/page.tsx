import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { AddressLines } from "@/components/orders/address-lines";
import { BackLink } from "@/components/ui/back-link";
import { PrintButton } from "@/components/ui/print-button";
import { auth, requireStaff } from "@/lib/auth/auth";
import { formatAddress } from "@/lib/checkout/format-address";
import { fromShortId } from "@/lib/core/ids";
import { carrierName, leftOf } from "@/lib/fulfilment/fulfilment";
import type { FulfilmentDetail } from "@/lib/fulfilment/read-fulfilment";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { requireMarket } from "@/lib/i18n/markets";
import { pageMarket } from "../../../../../page-market";
import { findOwnOrder } from "../find-own-order";

export const instant = false;

const querySchema = z.object({ parcel: z.string().optional().catch(undefined) });

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, unknown>>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await pageMarket();
  const [t, staff, { id }] = await Promise.all([getTranslations("parcels"), auth(), params]);
  const order = staff && (await findOwnOrder(staff, id));
  return { title: order ? `${t("slip.title")} ${order.orderNumber}` : t("slip.title") };
}

/** Goes into the parcel: in the buyer's language, and without a price, for a parcel may be a gift. */
export default async function SlipPage({ params, searchParams }: PageProps) {
  const { locale } = await pageMarket();
  const { id } = await params;
  const staff = await requireStaff(locale, `/admin/orders/${id}/slip`);
  const order = await findOwnOrder(staff, id);
  if (!order) notFound();
  const { parcel: parcelId } = querySchema.parse(await searchParams);
  const parcel = order.shipments.find(({ shipmentId }) => shipmentId === fromShortId(parcelId ?? ""));
  if (parcelId && !parcel) notFound();

  const buyer = requireMarket(order.locale);
  const [t, tb] = await Promise.all([
    getTranslations("parcels"),
    getTranslations({ locale: buyer.locale, namespace: "parcels" }),
  ]);
  const lines = contentsOf(order, parcel);
  const count = lines.reduce((sum, { units }) => sum + units, 0);
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4 print:hidden">
        <BackLink href={`/${locale}/admin/orders/${id}`}>{t("slip.back")}</BackLink>
        {count > 0 ? <PrintButton className="button-ink min-h-11! text-sm!">{t("slip.print")}</PrintButton> : null}
      </div>
      {count === 0 ? <p>{t("slip.nothing")}</p> : null}
      <article
        lang={buyer.language}
        dir={buyer.direction}
        className={`panel p-6 md:p-10 print:border-0 print:p-0 ${count === 0 ? "hidden" : ""}`}
      >
        <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <h1 className="display text-display-28">{tb("slip.title")}</h1>
          <p className="font-semibold">{staff.merchantName}</p>
        </header>
        <div className="mt-6 grid gap-6 text-sm sm:grid-cols-2">
          <div>
            <h2 className="text-soft">{tb("slip.shipTo")}</h2>
            <address className="mt-1 leading-relaxed not-italic">
              <AddressLines lines={formatAddress(order.shipTo, buyer.language)} />
            </address>
          </div>
          <div className="leading-relaxed sm:text-end">
            <p className="font-semibold">{tb("slip.order", { number: order.orderNumber })}</p>
            <p>{tb("slip.placed", { date: formatDate(order.placedAt, buyer.locale) })}</p>
            {parcel ? (
              <p className="tabular-nums">
                {tb("slip.parcel", {
                  carrier: carrierName(parcel.carrier) ?? tb("otherCarrier"),
                  tracking: parcel.tracking,
                })}
              </p>
            ) : null}
          </div>
        </div>
        <table className="mt-8 w-full border-collapse text-sm [&_td]:border-t [&_td]:border-line [&_td]:py-3 [&_td]:align-top [&_th]:pb-2 [&_th]:text-start [&_th]:font-semibold">
          <thead>
            <tr>
              <th scope="col">{tb("slip.item")}</th>
              <th scope="col" className="px-4 max-sm:hidden">
                {tb("slip.sku")}
              </th>
              <th scope="col" className="text-end!">
                {tb("slip.quantity")}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ line, units }) => (
              <tr key={line.lineId}>
                <td>
                  <span className="font-semibold">{line.title}</span>
                  <span className="block text-soft">
                    {line.options.map(({ name, value }) => `${name}: ${value}`).join(" · ")}
                  </span>
                  <span className="block text-soft sm:hidden">{line.sku}</span>
                </td>
                <td className="px-4 whitespace-nowrap max-sm:hidden">{line.sku}</td>
                <td className="text-end text-base font-semibold tabular-nums">{formatNumber(units, buyer.locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="border-t border-line pt-3 text-end text-sm font-semibold">{tb("slip.total", { count })}</p>
        <p className="mt-8 max-w-[60ch] text-sm text-soft">{tb("slip.thanks")}</p>
      </article>
    </>
  );
}

/** What the parcel holds; without a parcel, what is still to be packed. */
function contentsOf(order: FulfilmentDetail, parcel: FulfilmentDetail["shipments"][number] | undefined) {
  return order.lines
    .map((line) => ({
      line,
      units: parcel ? (parcel.lines.find(({ lineId }) => lineId === line.lineId)?.quantity ?? 0) : leftOf(line),
    }))
    .filter(({ units }) => units > 0);
}
