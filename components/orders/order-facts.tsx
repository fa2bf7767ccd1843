import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { formatAddress } from "@/lib/checkout/format-address";
import { utcDay } from "@/lib/core/clock";
import { formatDayRange } from "@/lib/i18n/format";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import type { OrderView } from "@/lib/orders/read-order";
import { AddressLines } from "./address-lines";
import type { OrderStage } from "./order-stage";

/** When it comes, where it goes, and whom we write to. */
export async function OrderFacts({ order, stage, locale }: { order: OrderView; stage: OrderStage; locale: Locale }) {
  const t = await getTranslations("order");
  const days = formatDayRange(utcDay(order.deliveryFrom), utcDay(order.deliveryTo), locale);
  const over = /^(cancelled|lapsed)/.test(stage) || ["failed", "refund_due", "refunded", "delivered"].includes(stage);
  const promised = stage === "paid" || stage === "authorized" || stage === "partially_shipped" || stage === "shipped";
  return (
    <dl className="grid gap-6 sm:grid-cols-2 xl:grid-cols-3">
      {over ? null : (
        <Fact name={t("delivery")}>
          <span className={promised ? "font-semibold text-good" : ""}>
            {promised ? t("arrives", { days }) : t("planned", { days })}
          </span>
          <br />
          {t(order.shippingMethod === "express" ? "methods.express" : "methods.standard")}
        </Fact>
      )}
      <Fact name={t("address")}>
        <AddressLines lines={formatAddress(order.shipTo, requireMarket(locale).language)} />
      </Fact>
      <Fact name={t("contact")}>{order.email}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-soft">{name}</dt>
      <dd className="mt-1 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
