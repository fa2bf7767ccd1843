import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { ForgetAddress } from "@/components/checkout/forget-address";
import { OrderFacts } from "@/components/orders/order-facts";
import { OrderLines } from "@/components/orders/order-lines";
import { OrderParcels } from "@/components/orders/order-parcels";
import { OrderRefunds } from "@/components/orders/order-refunds";
import { roomOf, stageOf } from "@/components/orders/order-stage";
import { OrderTimeline } from "@/components/orders/order-timeline";
import { StagePanel } from "@/components/orders/stage-panel";
import { systemClock } from "@/lib/core/clock";
import { describeTotals } from "@/lib/orders/describe-totals";
import { isPaidOtherwise } from "@/lib/orders/is-paid-otherwise";
import { withheldOf } from "@/lib/orders/withheld";
import { pageMarket } from "../../../page-market";
import { cancelUnpaidOrder } from "./cancel-unpaid";
import { ChangeOfMind } from "./change-of-mind";
import { CreditForm } from "./credit-form";
import { findOrder, secretPage } from "./find-order";
import { lookAtOrder } from "./look-at-order";
import { OrderChanges } from "./order-changes";
import { WhatNext } from "./what-next";

/** A stranger's order is no page of ours: the status has to be known before a byte is sent. */
export const instant = false;

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const order = await findOrder((await params).token);
  if (!order) notFound();
  const t = await getTranslations("order");
  return { ...secretPage, title: t("title", { number: order.number }) };
}

export default async function OrderPage({ params, searchParams }: Props) {
  const { locale } = await pageMarket();
  // The clock is read below: not before there is a request.
  await connection();
  const { token } = await params;
  const query = await searchParams;
  const order = await findOrder(token);
  if (!order) notFound();

  const cameBack = query.paid ? "paid" : query.unpaid ? "unpaid" : null;
  const now = systemClock();
  const { status, payment, expiresAt } = order;
  const isLetGo = payment?.status === "voided" && !isPaidOtherwise(order);
  const stage = stageOf(
    {
      status,
      paymentStatus: payment?.status ?? null,
      isOverdue: expiresAt <= now,
      wasPaid: order.paidAt !== null,
      hasCredit: order.creditAmount > 0,
      isCovered: payment?.amount === 0,
      isLetGo,
      isWithheld: withheldOf(order).length > 0,
    },
    cameBack,
  );
  const room = roomOf(stage, cameBack);
  const isBought = order.paidAt !== null || stage === "promised" || stage === "processing";
  const cancel = cancelUnpaidOrder.bind(null, locale, token);
  const ratesPpm = order.lines.map((line) => line.taxRatePpm);
  const totals = await describeTotals(
    {
      ...order,
      paid: order.paidAt !== null && payment?.status !== "authorized" && !isLetGo,
      region: order.shipTo.country,
      state: order.taxIncluded ? undefined : order.shipTo.state,
      ratesPpm,
    },
    locale,
  );
  return (
    <div className="wrap grid grid-cols-1 items-start gap-x-16 gap-y-10 pt-8 md:pt-12 lg:grid-cols-[1fr_400px] xl:grid-cols-[1fr_440px]">
      <div className="grid min-w-0 gap-10">
        {isBought ? <ForgetAddress /> : null}
        <StagePanel order={order} stage={stage} room={room} cancel={cancel} look={lookAtOrder} locale={locale} />
        <OrderFacts order={order} stage={stage} locale={locale} />
        <WhatNext stage={stage} room={room} />
        <OrderParcels order={order} locale={locale} />
        <OrderRefunds order={order} locale={locale} />
        <CreditForm order={order} token={token} locale={locale} />
        <OrderTimeline order={order} locale={locale} />
        <OrderChanges order={order} token={token} locale={locale} now={now} />
        {stage === "promised" || stage === "overdue" ? <ChangeOfMind cancel={cancel} /> : null}
      </div>
      <OrderLines order={order} totals={totals} locale={locale} />
    </div>
  );
}
