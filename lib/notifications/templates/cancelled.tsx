import { createTranslator } from "next-intl";
import type { OrderView } from "@/lib/orders/read-order";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { keepNote, OpenOrder, OrderGoods, type PartOfLine } from "./order-parts";
import { Title, Words } from "./parts";

/** What becomes of the money: none was taken, a reservation is lifted, a bank has taken it back, or it goes back. */
function moneyOf(
  order: OrderView,
  { isUntaken = false, isWithheld }: { isUntaken?: boolean; isWithheld: boolean },
): "unpaid" | "released" | "withheld" | "refunded" {
  if (order.payment?.status === "authorized" || order.payment?.status === "voided") return "released";
  if (!order.paidAt) return "unpaid";
  if (isWithheld) return "withheld";
  return isUntaken ? "unpaid" : "refunded";
}

/** The whole order is called off. */
export function cancelled(order: OrderView, told: { isWithheld: boolean }, voice: Voice): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.cancelled" });
  const text = t(`money.${moneyOf(order, told)}`);
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

/** Some of it is called off; the rest comes. */
export function linesCancelled(
  order: OrderView,
  { parts, ...told }: { parts: readonly PartOfLine[]; isUntaken: boolean; isWithheld: boolean },
  voice: Voice,
): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.lines_cancelled" });
  const text = t(`money.${moneyOf(order, told)}`);
  return {
    subject: t("subject", { number: order.number }),
    preheader: text,
    body: (
      <>
        <Title>{t("title")}</Title>
        <Words>{text}</Words>
        <OrderGoods order={order} voice={voice} parts={parts} title={t("contents", { number: order.number })} />
        <Words>{t("rest")}</Words>
        <OpenOrder order={order} voice={voice} />
      </>
    ),
    foot: keepNote(voice),
  };
}
