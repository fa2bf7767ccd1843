import { createTranslator } from "next-intl";
import type { OrderView } from "@/lib/orders/read-order";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { keepNote, OpenOrder } from "./order-parts";
import { Fact, Part, Title, Words } from "./parts";
import { Figures } from "./rows";

export interface RefundToTell {
  amount: number;
  paymentAmount: number;
  creditAmount: number;
  shippingAmount: number;
  reason: string;
  lines: readonly { lineId: string; quantity: number; amount: number }[];
  /** What the credit goes back to; both, when the order was paid with both. */
  creditTo: "gift_card" | "store_credit" | "both";
}

/** Why money goes back by itself, in the words of a buyer; whatever else it is for says itself by its lines. */
const unfilled = new Set(["out_of_stock", "order_cancelled", "amount_mismatch", "late_payment"]);

/** Money is on its way back: how much, what for, and where to. */
export function refunded(order: OrderView, refund: RefundToTell, voice: Voice): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.refunded" });
  const money = (amount: number) => voice.money(amount, order.currency);
  const amount = money(refund.amount);
  const story = unfilled.has(refund.reason) ? "unfilled" : refund.reason === "paid_twice" ? "paid_twice" : "given";
  const rows = rowsOf(order, refund, voice);
  const places = [
    refund.paymentAmount > 0 ? t("to.payment", { amount: money(refund.paymentAmount) }) : "",
    refund.creditAmount > 0 ? t(`to.${refund.creditTo}`, { amount: money(refund.creditAmount) }) : "",
  ].filter((text) => text !== "");
  return {
    subject: t("subject", { amount, number: order.number }),
    preheader: t(`story.${story}`),
    body: (
      <>
        <Title>{t("title", { amount })}</Title>
        <Words>{t(`story.${story}`)}</Words>
        <Words>{refund.paymentAmount > 0 ? t("wait") : t("atOnce")}</Words>
        <OpenOrder order={order} voice={voice} />
        {rows.length > 0 ? (
          <Part title={t("for", { number: order.number })}>
            <Figures rows={rows} total={{ label: t("total"), value: amount }} voice={voice} rule={false} />
          </Part>
        ) : null}
        <Fact label={t("goesTo")} lines={places} />
      </>
    ),
    foot: keepNote(voice),
  };
}

function rowsOf(order: OrderView, { lines, shippingAmount }: RefundToTell, voice: Voice) {
  const t = createTranslator({ ...voice, namespace: "notices.refunded" });
  const titles = new Map(order.lines.map((line) => [line.lineId, line.title]));
  const rows = lines.map(({ lineId, quantity, amount }) => ({
    label: t("line", { title: titles.get(lineId) ?? "", count: quantity }),
    value: voice.money(amount, order.currency),
  }));
  if (shippingAmount === 0) return rows;
  return [...rows, { label: t("shipping"), value: voice.money(shippingAmount, order.currency) }];
}
