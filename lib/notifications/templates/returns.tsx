import { createTranslator } from "next-intl";
import { shortId } from "@/lib/core/ids";
import { formatDate } from "@/lib/i18n/format";
import type { OrderView } from "@/lib/orders/read-order";
import type { Resolution } from "@/lib/orders/returns/return";
import type { Shortfall } from "@/lib/orders/returns/shortfall";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { keepNote, OpenOrder, OrderGoods, orderUrl, type PartOfLine } from "./order-parts";
import { Action, Fact, Title, Words } from "./parts";

export interface ReturnToTell {
  returnId: string;
  number: string;
  merchantName: string;
  carrier: string | null;
  tracking: string | null;
  exchangeOrderId: string | null;
  resolution: Resolution;
  /** Until when the replacement of an exchange is kept; null before it is approved, or without one. */
  heldUntil: Date | null;
  /** Why it was turned down, in the merchant's own words. */
  rejection: string | null;
  /** Why it was settled without a refund, where its history says so. */
  shortfall: Shortfall | null;
  lines: readonly PartOfLine[];
}

export type ReturnStep =
  | "return_requested"
  | "return_approved"
  | "return_rejected"
  | "return_received"
  | "return_settled"
  | "exchanged";

/** Where a return stands, one mail for each step that its buyer waits for. */
export function returned(order: OrderView, step: ReturnStep, told: ReturnToTell, voice: Voice): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.return" });
  const { number, merchantName, shortfall } = told;
  const isExplained = step === "return_settled" && shortfall !== null;
  const text = t(isExplained ? `settled.${shortfall}` : `steps.${step}.text`, { merchant: merchantName });
  return {
    subject: t(`steps.${step}.subject`, { number }),
    preheader: text,
    body: (
      <>
        <Title>{t(`steps.${step}.title`)}</Title>
        <Words>{text}</Words>
        {step === "return_rejected" && told.rejection ? (
          <Fact label={t("why", { merchant: merchantName })} lines={[told.rejection]} />
        ) : null}
        {step === "return_approved" ? <HowToSend order={order} told={told} voice={voice} /> : null}
        {step === "exchanged" ? <NewOrder order={order} told={told} voice={voice} /> : null}
        {step === "return_approved" || step === "exchanged" ? null : <OpenOrder order={order} voice={voice} />}
        <Contents order={order} told={told} voice={voice} />
      </>
    ),
    foot: keepNote(voice),
  };
}

interface ReturnPart {
  order: OrderView;
  told: ReturnToTell;
  voice: Voice;
}

function Contents({ order, told, voice }: ReturnPart) {
  const t = createTranslator({ ...voice, namespace: "notices.return" });
  return (
    <OrderGoods
      order={order}
      voice={voice}
      parts={told.lines}
      title={t("contents", { number: told.number, order: order.number })}
    />
  );
}

function HowToSend({ order, told, voice }: ReturnPart) {
  const t = createTranslator({ ...voice, namespace: "notices.return" });
  const day = told.heldUntil ? formatDate(told.heldUntil, voice.locale) : "";
  return (
    <>
      <Words>{t("pack", { number: told.number })}</Words>
      <Action href={`${orderUrl(order, voice)}/label/${shortId(told.returnId)}`}>{t("label")}</Action>
      {told.tracking ? <Fact label={t("tracking")} lines={[told.tracking]} /> : null}
      <Fact label={t("gets")} lines={[t(`resolutions.${told.resolution}`, { day })]} />
    </>
  );
}

function NewOrder({ order, told, voice }: ReturnPart) {
  const t = createTranslator({ ...voice, namespace: "notices.return" });
  const orderId = told.exchangeOrderId ?? order.orderId;
  return <Action href={orderUrl({ customerId: order.customerId, orderId }, voice)}>{t("openExchange")}</Action>;
}
