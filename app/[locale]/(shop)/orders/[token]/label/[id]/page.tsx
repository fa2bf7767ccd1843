import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AddressLines } from "@/components/orders/address-lines";
import { PrintButton } from "@/components/ui/print-button";
import { formatAddress } from "@/lib/checkout/format-address";
import { fromShortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { readReturnPlace } from "@/lib/orders/returns/read-return-place";
import { readReturns } from "@/lib/orders/returns/read-returns";
import { pageMarket } from "../../../../../page-market";
import { findOrder, secretPage } from "../../find-order";

export const instant = false;

interface Props {
  params: Promise<{ token: string; id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if (!(await findOrder((await params).token))) notFound();
  const t = await getTranslations("returns");
  return { ...secretPage, title: t("label.title") };
}

/** What is stuck on the parcel that goes back: from whom, to whom, and the number by which it is known again. */
export default async function LabelPage({ params }: Props) {
  const { language } = await pageMarket();
  const { token, id } = await params;
  const order = await findOrder(token);
  if (!order) notFound();
  const returnId = fromShortId(id);
  const found = (await readReturns(db(), order)).find((each) => each.returnId === returnId);
  if (found?.status !== "approved") notFound();
  const { merchantId, number, carrier, tracking, lines } = found;
  const lineIds = lines.map(({ lineId }) => lineId);
  const place = await readReturnPlace(db(), { merchantId, orderId: order.orderId, lineIds });
  const t = await getTranslations("returns");
  const merchant = lines[0]?.ordered.merchantName ?? "";
  const name = `${merchant} · ${t("label.department")}`;
  const to = place?.country ? formatAddress({ ...place, name }, language) : [name];
  return (
    <div className="wrap max-w-2xl pt-8 md:pt-12">
      <h1 className="display text-display-34 print:hidden">{t("label.title")}</h1>
      <p className="mt-3 mb-6 max-w-[60ch] text-soft print:hidden">{t("label.text")}</p>
      <div className="mb-8 print:hidden">
        <PrintButton>{t("print")}</PrintButton>
      </div>
      <div className="grid gap-6 rounded-tile border-[1.5px] border-ink p-6 sm:p-8">
        <address className="text-sm not-italic">
          <span className="block text-soft">{t("label.from")}</span>
          <AddressLines lines={formatAddress(order.shipTo, language)} />
        </address>
        <address className="text-lg not-italic">
          <span className="block text-sm text-soft">{t("label.to")}</span>
          <AddressLines lines={to} className="font-semibold" />
        </address>
        <p className="money border-t border-line pt-4">
          <span className="block text-sm text-soft">{t("label.number")}</span>
          <span className="display text-display-28">{number}</span>
        </p>
        {tracking ? <p className="money text-sm">{[carrier, tracking].filter(Boolean).join(" · ")}</p> : null}
      </div>
    </div>
  );
}
