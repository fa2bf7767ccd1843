import { createTranslator } from "next-intl";
import type { OrderView } from "@/lib/orders/read-order";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { keepNote, OpenOrder, OrderGoods } from "./order-parts";
import { Title, Words } from "./parts";

/** The way back to an order, for whoever asked for it. */
export function link(order: OrderView, voice: Voice): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.link" });
  return {
    subject: t("subject", { number: order.number }),
    preheader: t("text"),
    body: (
      <>
        <Title>{t("title")}</Title>
        <Words>{t("text")}</Words>
        <OpenOrder order={order} voice={voice} />
        <OrderGoods order={order} voice={voice} />
      </>
    ),
    foot: keepNote(voice),
  };
}
