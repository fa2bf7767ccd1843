import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Columns } from "@/components/admin/columns";
import { Fact } from "@/components/admin/fact";
import { PageHead } from "@/components/admin/page-head";
import { Panel } from "@/components/admin/panel";
import { returnTones } from "@/components/orders/return-tones";
import { StatusChip } from "@/components/ui/status-chip";
import { auth, requireStaff } from "@/lib/auth/auth";
import { formatMoney } from "@/lib/core/money";
import { db } from "@/lib/db/client";
import { formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { isDeliverable } from "@/lib/inventory/location";
import { readOrder } from "@/lib/orders/read-order";
import { nameReplacements, replacementKey } from "@/lib/orders/returns/name-replacements";
import { readReturnPlace } from "@/lib/orders/returns/read-return-place";
import { pageMarket } from "../../../../page-market";
import { findOwnReturn } from "./find-own-return";
import { NextStep } from "./next-step";

export const instant = false;

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await pageMarket();
  const [t, staff, { id }] = await Promise.all([getTranslations("returns"), auth(), params]);
  const own = staff && (await findOwnReturn(staff.merchantId, id));
  return { title: own?.found.number ?? t("list.one") };
}

export default async function ReturnPage({ params }: PageProps) {
  const { locale, language } = await pageMarket();
  const { id } = await params;
  const staff = await requireStaff(locale, `/admin/returns/${id}`);
  const own = await findOwnReturn(staff.merchantId, id);
  if (!own) notFound();
  const { order, found } = own;
  const { merchantId } = staff;
  const lineIds = found.lines.map(({ lineId }) => lineId);
  const sentInstead = found.status === "exchanged" ? found.exchangeOrderId : null;
  const [t, instead, place, replacement] = await Promise.all([
    getTranslations("returns"),
    nameReplacements(db(), order, [found], language),
    readReturnPlace(db(), { merchantId, orderId: order.orderId, lineIds }),
    sentInstead ? readOrder(db(), { customerId: order.customerId, orderId: sentInstead }) : null,
  ]);
  return (
    <>
      <PageHead title={found.number} back={{ href: `/${locale}/admin/returns`, title: t("list.title") }}>
        <StatusChip tone={returnTones[found.status]}>{t(`statuses.${found.status}`)}</StatusChip>
      </PageHead>
      <Columns>
        <div className="grid min-w-0 gap-5">
          <Panel title={t("one.lines")}>
            <ul className="grid">
              {found.lines.map((line) => (
                <li key={line.lineId} className="flex justify-between gap-4 border-t border-line py-3 text-sm">
                  <span className="min-w-0">
                    <span lang={order.locale.slice(0, 2)}>
                      <span className="block font-semibold">{line.ordered.title}</span>
                      <span className="block text-soft">
                        {line.ordered.options.map(({ value }) => value).join(" · ")}
                      </span>
                    </span>
                    <span className="block text-soft">{t(`reasons.${line.reason}`)}</span>
                    <Instead what={instead.get(replacementKey(found.returnId, line.lineId))} />
                  </span>
                  <span className="text-end whitespace-nowrap tabular-nums">
                    {t("one.units", { count: line.quantity })}
                    {line.acceptedQuantity === null ? null : (
                      <span className="block text-soft">{t("one.accepted", { count: line.acceptedQuantity })}</span>
                    )}
                    {line.restockQuantity === null ? null : (
                      <span className="block text-soft">{t("one.restocked", { count: line.restockQuantity })}</span>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
          <NextStep order={order} found={found} hasAddress={place !== null && isDeliverable(place)} locale={locale} />
        </div>
        <Panel title={t("one.facts")}>
          <dl className="grid gap-3 text-sm">
            <Fact name={t("one.order")}>
              <OrderLink number={order.number} locale={locale} />
            </Fact>
            <Fact name={t("list.asked")}>{formatDateTime(found.createdAt, locale)}</Fact>
            <Fact name={t("one.wants")}>{t(`resolutions.${found.resolution}`)}</Fact>
            {found.comment ? <Fact name={t("one.comment")}>{found.comment}</Fact> : null}
            {found.rejection ? <Fact name={t("one.rejection")}>{found.rejection}</Fact> : null}
            {replacement ? (
              <Fact name={t("one.replacement")}>
                <OrderLink number={replacement.number} locale={locale} />
              </Fact>
            ) : null}
            {found.status === "refunded" ? (
              <Fact name={t("one.refunded")}>
                {formatMoney({ amount: found.refundedAmount, currency: order.currency }, locale)}
              </Fact>
            ) : null}
            {found.tracking ? (
              <Fact name={t("one.label")}>{[found.carrier, found.tracking].filter(Boolean).join(" · ")}</Fact>
            ) : null}
          </dl>
        </Panel>
      </Columns>
    </>
  );
}

async function Instead({ what }: { what: string | undefined }) {
  const t = await getTranslations("returns");
  return what ? <span className="mt-1 block">{t("one.instead", { what })}</span> : null;
}

function OrderLink({ number, locale }: { number: string; locale: Locale }) {
  return (
    <Link href={`/${locale}/admin/orders?q=${number}`} prefetch={false} className="text-link">
      {number}
    </Link>
  );
}
