import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Columns } from "@/components/admin/columns";
import { fulfilmentTones } from "@/components/admin/fulfilment-tones";
import { PageHead } from "@/components/admin/page-head";
import { Panel } from "@/components/admin/panel";
import { AddressLines } from "@/components/orders/address-lines";
import { LastNote } from "@/components/ui/last-note";
import { StatusChip } from "@/components/ui/status-chip";
import { auth, requireStaff } from "@/lib/auth/auth";
import { formatAddress } from "@/lib/checkout/format-address";
import { leftOf } from "@/lib/fulfilment/fulfilment";
import { pageMarket } from "../../../../page-market";
import { CreditForm } from "./credit-form";
import { DisputeNotice } from "./dispute-notice";
import { findOwnOrder } from "./find-own-order";
import { MoneyForms } from "./money-forms";
import { MoneyNotice } from "./money-notice";
import { OrderLines } from "./order-lines";
import { OrderTimeline } from "./order-timeline";
import { Parcels } from "./parcels";
import { ShipForm } from "./ship-form";
import { Siblings } from "./siblings";

export const instant = false;

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await pageMarket();
  const [t, staff, { id }] = await Promise.all([getTranslations("admin"), auth(), params]);
  const order = staff && (await findOwnOrder(staff, id));
  return { title: order?.orderNumber ?? t("orders.one") };
}

export default async function OrderPage({ params }: PageProps) {
  const { locale, language } = await pageMarket();
  const { id } = await params;
  const staff = await requireStaff(locale, `/admin/orders/${id}`);
  const order = await findOwnOrder(staff, id);
  if (!order) notFound();
  const [t, tp] = await Promise.all([getTranslations("admin"), getTranslations("parcels")]);
  return (
    <>
      <PageHead title={order.orderNumber} back={{ href: `/${locale}/admin/orders`, title: t("orders.title") }}>
        <div className="flex flex-wrap items-center gap-3">
          <StatusChip tone={fulfilmentTones[order.status]}>{t(`fulfilment.${order.status}`)}</StatusChip>
          {order.lines.some((line) => leftOf(line) > 0) ? (
            <Link
              href={`/${locale}/admin/orders/${id}/slip`}
              prefetch={false}
              className="button-outline min-h-11! text-sm!"
            >
              {tp("slip.open")}
            </Link>
          ) : null}
        </div>
      </PageHead>
      <Columns>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
          <MoneyNotice order={order} staff={staff} locale={locale} />
          <DisputeNotice order={order} staff={staff} locale={locale} />
          <OrderLines order={order} locale={locale} />
          <LastNote>
            <ShipForm order={order} locale={locale} />
            <Parcels order={order} locale={locale} />
            <MoneyForms order={order} staff={staff} locale={locale} />
            {staff.operator ? <CreditForm order={order} locale={locale} /> : null}
          </LastNote>
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
          <Panel
            title={t("order.shipTo")}
            aside={t(`order.method.${order.shippingMethod === "express" ? "express" : "standard"}`)}
          >
            <address className="text-sm leading-relaxed not-italic">
              <AddressLines lines={formatAddress(order.shipTo, language)} />
            </address>
            {order.locationName ? (
              <p className="mt-3 text-sm text-soft">{tp("from", { place: order.locationName })}</p>
            ) : null}
            <p className="mt-3 text-sm">
              <a href={`mailto:${order.email}`} className="wrap-anywhere underline underline-offset-4">
                {order.email}
              </a>
            </p>
          </Panel>
          <Siblings order={order} locale={locale} />
          <OrderTimeline order={order} locale={locale} />
        </div>
      </Columns>
    </>
  );
}
