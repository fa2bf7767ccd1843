import { createTranslator } from "next-intl";
import { utcDay } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { formatDate, formatDay } from "@/lib/i18n/format";
import { pictureUrl } from "@/lib/media/picture-url";
import { orderToken } from "@/lib/orders/order-token";
import type { OrderView } from "@/lib/orders/read-order";
import type { Voice } from "../voice";
import { Action, Part, QuietLink } from "./parts";
import { Goods, type GoodsRow } from "./rows";

/** The page on which the buyer sees the order; whoever has the link may. */
export function orderUrl(order: Pick<OrderView, "customerId" | "orderId">, { locale }: Voice): string {
  const { APP_URL, AUTH_SECRET } = env();
  return `${APP_URL}/${locale}/orders/${orderToken(order, AUTH_SECRET)}`;
}

export function OpenOrder({ order, voice }: { order: OrderView; voice: Voice }) {
  const t = createTranslator({ ...voice, namespace: "notices.order" });
  return <Action href={orderUrl(order, voice)}>{t("open")}</Action>;
}

/** The same, where the mail has something else to do first. */
export function OpenOrderToo({ order, voice }: { order: OrderView; voice: Voice }) {
  const t = createTranslator({ ...voice, namespace: "notices.order" });
  return <QuietLink href={orderUrl(order, voice)}>{t("open")}</QuietLink>;
}

/** What stands beneath every mail about an order. */
export function keepNote(voice: Voice): string {
  return createTranslator({ ...voice, namespace: "notices.order" })("keep");
}

export interface PartOfLine {
  lineId: string;
  quantity: number;
}

interface OrderGoodsProps {
  order: OrderView;
  voice: Voice;
  /** Some units of some lines; the whole order when left out. */
  parts?: readonly PartOfLine[] | undefined;
  title?: string;
  /** Of a part of an order it is seldom right to say what it cost. */
  amounts?: boolean;
}

export function OrderGoods({ order, voice, parts, title, amounts = false }: OrderGoodsProps) {
  const t = createTranslator({ ...voice, namespace: "notices.order" });
  const heading = title ?? t("number", { number: order.number, date: formatDate(order.placedAt, voice.locale) });
  return (
    <Part title={heading}>
      <Goods rows={goodsOf(order, voice, { parts, amounts })} voice={voice} />
    </Part>
  );
}

function goodsOf(
  order: OrderView,
  voice: Voice,
  { parts, amounts }: { parts?: readonly PartOfLine[] | undefined; amounts: boolean },
): GoodsRow[] {
  const t = createTranslator({ ...voice, namespace: "notices.order" });
  const comes = order.status === "paid" || order.status === "partially_shipped";
  const units = parts ? new Map(parts.map(({ lineId, quantity }) => [lineId, quantity])) : null;
  return order.lines.flatMap((line) => {
    const quantity = units ? units.get(line.lineId) : line.quantity;
    if (!quantity) return [];
    const options = line.options.map((option) => option.value).join(" · ");
    const day = comes && !units && line.shipsFrom ? utcDay(line.shipsFrom) : undefined;
    const details = [
      [options, quantity > 1 ? t("quantity", { count: quantity }) : ""].filter(Boolean).join(" · "),
      day ? t("shipsFrom", { day: formatDay(day, voice.locale) }) : "",
    ];
    return {
      key: line.lineId,
      title: line.title,
      details: details.filter((text) => text !== ""),
      amount: amounts ? voice.money(line.totalAmount, order.currency) : null,
      pictureUrl: line.imageKey ? smallPicture(line.imageKey) : null,
    };
  });
}

/** By the optimiser, which gives a reader that can't take WebP a JPEG. */
export const smallPicture = (key: string): string =>
  `${env().APP_URL}/_next/image?url=${encodeURIComponent(pictureUrl(key))}&w=128&q=75`;
