import { createTranslator } from "next-intl";
import type { Parcel } from "@/lib/orders/parcels";
import type { OrderView } from "@/lib/orders/read-order";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { keepNote, OpenOrder, OrderGoods } from "./order-parts";
import { Title, Words } from "./parts";

/** A parcel has arrived, and where to turn if something is not right with it. */
export function delivered(order: OrderView, parcel: Parcel, voice: Voice): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.delivered" });
  const parts = parcel.lines.length > 0 ? parcel.lines : undefined;
  return {
    subject: t("subject", { number: order.number }),
    preheader: t("text"),
    body: (
      <>
        <Title>{t("title")}</Title>
        <Words>{t("text")}</Words>
        <OpenOrder order={order} voice={voice} />
        <OrderGoods order={order} voice={voice} parts={parts} title={t("contents", { number: order.number })} />
        <Words>{t("help")}</Words>
      </>
    ),
    foot: keepNote(voice),
  };
}
