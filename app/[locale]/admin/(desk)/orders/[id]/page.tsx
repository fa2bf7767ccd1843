import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { fulfilmentTones } from "@/components/admin/orders-table";
import { PageHead, Panel } from "@/components/admin/panel";
import { StatusChip } from "@/components/admin/status-chip";
import { requireStaff } from "@/lib/auth/auth";
import { fromShortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { readFulfilment } from "@/lib/fulfilment/read-fulfilment";
import { regionName } from "@/lib/i18n/format";
import { pageMarket } from "../../../page-market";
import { OrderLines } from "./order-lines";
import { OrderTimeline } from "./order-timeline";
import { ShipForm } from "./ship-form";

export const instant = false;

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("admin");
  return { title: t("orders.one") };
}

export default async function OrderPage({ params }: PageProps) {
  const { locale } = await pageMarket();
  const { id } = await params;
  const staff = await requireStaff(locale, `/admin/orders/${id}`);
  const fulfilmentId = fromShortId(id);
  const order = fulfilmentId ? await readFulfilment(db(), staff.merchantId, fulfilmentId) : null;
  if (!order) notFound();
  const t = await getTranslations("admin");
  const { shipTo } = order;
  return (
    <>
      <Link
        href={`/${locale}/admin/orders`}
        prefetch={false}
        className="quiet-link mb-2 inline-block py-2 text-sm text-soft"
      >
        <span aria-hidden>← </span>
        {t("orders.title")}
      </Link>
      <PageHead title={order.orderNumber}>
        <StatusChip tone={fulfilmentTones[order.status]}>{t(`fulfilment.${order.status}`)}</StatusChip>
      </PageHead>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
        <div className="grid min-w-0 gap-5">
          <OrderLines order={order} locale={locale} />
          {order.status === "to_pack" ? <ShipForm order={order} locale={locale} /> : null}
        </div>
        <div className="grid min-w-0 gap-5">
          <Panel
            title={t("order.shipTo")}
            aside={t(`order.method.${order.shippingMethod === "express" ? "express" : "standard"}`)}
          >
            <address className="text-sm leading-relaxed not-italic">
              {[
                shipTo.name,
                shipTo.line1,
                shipTo.line2,
                [shipTo.postalCode, shipTo.city].join(" "),
                shipTo.state,
                regionName(shipTo.country, locale),
              ].map((line) =>
                line ? (
                  <span key={line} className="block">
                    {line}
                  </span>
                ) : null,
              )}
            </address>
            <p className="mt-3 text-sm">
              <a href={`mailto:${order.email}`} className="underline underline-offset-4">
                {order.email}
              </a>
            </p>
          </Panel>
          <OrderTimeline order={order} locale={locale} />
        </div>
      </div>
    </>
  );
}
