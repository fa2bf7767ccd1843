import { createTranslator } from "next-intl";
import { formatDateTime } from "@/lib/i18n/format";
import type { OrderView } from "@/lib/orders/read-order";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { keepNote, OpenOrder, OrderGoods, orderUrl } from "./order-parts";
import { Action, Title, Words } from "./parts";

/** Nothing was charged; as long as the order waits, it can be paid another way. */
export function paymentFailed(order: OrderView, voice: Voice): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.payment_failed" });
  const waits = order.status === "pending_payment";
  const text = waits ? t("text", { time: formatDateTime(order.expiresAt, voice.locale) }) : t("textOver");
  return {
    subject: t("subject", { number: order.number }),
    preheader: text,
    body: (
      <>
        <Title>{t("title")}</Title>
        <Words>{text}</Words>
        {waits ? <Action href={orderUrl(order, voice)}>{t("pay")}</Action> : <OpenOrder order={order} voice={voice} />}
        <OrderGoods order={order} voice={voice} />
      </>
    ),
    foot: keepNote(voice),
  };
}
