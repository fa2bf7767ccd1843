import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { BackLink } from "@/components/ui/back-link";
import { systemClock } from "@/lib/core/clock";
import { db } from "@/lib/db/client";
import { readReplacements } from "@/lib/orders/returns/read-replacements";
import { readReturnable } from "@/lib/orders/returns/read-returnable";
import { pageMarket } from "../../../../page-market";
import { findOrder, secretPage } from "../find-order";
import { MerchantForm } from "./merchant-form";

export const instant = false;

interface Props {
  params: Promise<{ token: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if (!(await findOrder((await params).token))) notFound();
  const t = await getTranslations("returns");
  return { ...secretPage, title: t("request.title") };
}

/** A form for each merchant of the order: things go back to whoever sent them. */
export default async function ReturnPage({ params }: Props) {
  const { locale } = await pageMarket();
  // The clock is read below: not before there is a request.
  await connection();
  const { token } = await params;
  const order = await findOrder(token);
  if (!order) notFound();
  const t = await getTranslations("returns");
  const returnable = await readReturnable(db(), order, systemClock());
  const replacements = await readReplacements(db(), order);
  const lines = order.lines.flatMap((line) => {
    const left = returnable?.units.get(line.lineId) ?? 0;
    return left > 0 ? [{ ...line, left, replacements: replacements.get(line.lineId) ?? [] }] : [];
  });
  const byMerchant = Map.groupBy(lines, ({ merchantId }) => merchantId);
  return (
    <div className="wrap max-w-3xl pt-8 md:pt-12">
      <BackLink href={`/${locale}/orders/${token}`}>{t("request.back", { number: order.number })}</BackLink>
      <h1 className="display mt-2 text-display-34 md:text-display-46">{t("request.title")}</h1>
      <p className="mt-3 max-w-[60ch] text-lg text-soft">{t(lines.length > 0 ? "request.text" : "request.none")}</p>
      {[...byMerchant].map(([merchantId, own]) => (
        <MerchantForm key={merchantId} lines={own} token={token} locale={locale} currency={order.currency} />
      ))}
    </div>
  );
}
