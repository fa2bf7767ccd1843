import { createTranslator } from "next-intl";
import type { OrderView } from "@/lib/orders/read-order";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { keepNote, OpenOrder } from "./order-parts";
import { Title, Words } from "./parts";
import type { RefundToTell } from "./refunded";

/** Money that was to go back the way it came, and has not: its credit, if it had any, was given. */
export function refundFailed(order: OrderView, { paymentAmount }: RefundToTell, voice: Voice): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.refund_failed" });
  const told = { amount: voice.money(paymentAmount, order.currency), number: order.number };
  const text = t("text", told);
  return {
    subject: t("subject", told),
    preheader: text,
    body: (
      <>
        <Title>{t("title")}</Title>
        <Words>{text}</Words>
        <Words>{t("next")}</Words>
        <OpenOrder order={order} voice={voice} />
      </>
    ),
    foot: keepNote(voice),
  };
}
