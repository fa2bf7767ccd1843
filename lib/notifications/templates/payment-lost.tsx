import { createTranslator } from "next-intl";
import type { OrderView } from "@/lib/orders/read-order";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { keepNote, OpenOrder, OrderGoods } from "./order-parts";
import { Title, Words } from "./parts";

/** What was set aside for an order that stands was let go before it was taken, and is still to be paid. */
export function paymentLost(order: OrderView, voice: Voice): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.payment_lost" });
  const text = t("text");
  return {
    subject: t("subject", { number: order.number }),
    preheader: text,
    body: (
      <>
        <Title>{t("title")}</Title>
        <Words>{text}</Words>
        <Words>{t("next")}</Words>
        <OpenOrder order={order} voice={voice} />
        <OrderGoods order={order} voice={voice} />
      </>
    ),
    foot: keepNote(voice),
  };
}
