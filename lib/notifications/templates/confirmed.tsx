import { createTranslator } from "next-intl";
import { formatAddress } from "@/lib/checkout/format-address";
import { utcDay } from "@/lib/core/clock";
import { formatDate, formatDayRange } from "@/lib/i18n/format";
import { takenBefore } from "@/lib/orders/capture-before";
import { describeTotals } from "@/lib/orders/describe-totals";
import type { OrderView } from "@/lib/orders/read-order";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { keepNote, OpenOrder, OrderGoods } from "./order-parts";
import { Fact, Title, Words } from "./parts";
import { Figures } from "./rows";

/** The order is paid, or its money set aside: what was bought, what it came to, where and when it comes. */
export async function confirmed(order: OrderView, voice: Voice): Promise<Letter> {
  const t = createTranslator({ ...voice, namespace: "notices.confirmed" });
  const isSetAside = order.payment?.status === "authorized";
  const takenAt = isSetAside ? takenBefore(order) : null;
  const text = takenAt ? t("setAside", { day: formatDate(takenAt, voice.locale) }) : t("text");
  const days = formatDayRange(utcDay(order.deliveryFrom), utcDay(order.deliveryTo), voice.locale);
  const totals = await describeTotals(
    {
      ...order,
      paid: !isSetAside,
      region: order.shipTo.country,
      state: order.taxIncluded ? undefined : order.shipTo.state,
      ratesPpm: order.lines.map((line) => line.taxRatePpm),
    },
    voice.locale,
  );
  const comes = ["paid", "partially_shipped", "shipped"].includes(order.status);
  const later = order.lines.some((line) => line.shipsFrom);
  return {
    subject: t("subject", { number: order.number }),
    preheader: comes ? t("preheader", { days }) : text,
    body: (
      <>
        <Title>{t("title", { name: order.shipTo.name })}</Title>
        <Words>{text}</Words>
        <OpenOrder order={order} voice={voice} />
        <OrderGoods order={order} voice={voice} amounts />
        <Figures rows={totals.rows} total={totals.total} after={totals.after} note={totals.note} voice={voice} />
        {comes ? (
          <Fact label={t("delivery")} lines={[later ? t("arrivesLater", { days }) : t("arrives", { days })]} />
        ) : null}
        <Fact label={t("address")} lines={formatAddress(order.shipTo, voice.language)} />
      </>
    ),
    foot: keepNote(voice),
  };
}
