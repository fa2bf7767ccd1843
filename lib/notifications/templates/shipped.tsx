import { createTranslator } from "next-intl";
import { utcDay } from "@/lib/core/clock";
import { carrierName, trackingUrl } from "@/lib/fulfilment/fulfilment";
import { formatDayRange } from "@/lib/i18n/format";
import { type Parcel, parcelsOf, shippedUnits } from "@/lib/orders/parcels";
import type { OrderView } from "@/lib/orders/read-order";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { keepNote, OpenOrder, OpenOrderToo, OrderGoods } from "./order-parts";
import { Action, Fact, Title, Words } from "./parts";

/** A parcel has left: what is in it, who carries it, and whether more is to come. */
export function shipped(order: OrderView, parcel: Parcel, voice: Voice): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.shipped" });
  const { tracking } = parcel;
  const carrier = carrierName(parcel.carrier);
  const text = carrier ? t("text", { carrier, tracking }) : t("textOther", { tracking });
  const url = trackingUrl(parcel.carrier, tracking);
  const days = formatDayRange(utcDay(order.deliveryFrom), utcDay(order.deliveryTo), voice.locale);
  const parts = parcel.lines.length > 0 ? parcel.lines : undefined;
  return {
    subject: t("subject", { number: order.number }),
    preheader: text,
    body: (
      <>
        <Title>{t("title")}</Title>
        <Words>{text}</Words>
        {url ? <Action href={url}>{t("track")}</Action> : <OpenOrder order={order} voice={voice} />}
        <OrderGoods order={order} voice={voice} parts={parts} title={t("contents", { number: order.number })} />
        {moreToCome(order) ? <Words>{t("rest")}</Words> : null}
        <Fact label={t("delivery")} lines={[t("arrives", { days })]} />
        {url ? <OpenOrderToo order={order} voice={voice} /> : null}
      </>
    ),
    foot: keepNote(voice),
  };
}

/** Parcels of before several could belong to one part name no lines: then nobody knows. */
function moreToCome(order: OrderView): boolean {
  if (parcelsOf(order.events).some(({ lines }) => lines.length === 0)) return false;
  const units = shippedUnits(order.events);
  return order.lines.some((line) => (units.get(line.lineId) ?? 0) < line.quantity - line.cancelledQuantity);
}
