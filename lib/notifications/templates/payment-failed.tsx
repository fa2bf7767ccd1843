import { createTranslator } from "next-intl";
import type { OrderView } from "@/lib/orders/read-order";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { keepNote, OpenOrder, OrderGoods } from "./order-parts";
import { Title, Words } from "./parts";

/** Nothing was charged, and the order is over, or is about to be: it is told of only then. */
export function paymentFailed(order: OrderView, voice: Voice): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.payment_failed" });
  const text = t("text");
  return {
    subject: t("subject", { number: order.number }),
    preheader: text,
    body: (
      <>
        <Title>{t("title")}</Title>
        <Words>{text}</Words>
        <OpenOrder order={order} voice={voice} />
        <OrderGoods order={order} voice={voice} />
      </>
    ),
    foot: keepNote(voice),
  };
}
