import type { Db } from "@/lib/db/client";
import { parcelsOf } from "@/lib/orders/parcels";
import type { OrderView } from "@/lib/orders/read-order";
import { withheldOf } from "@/lib/orders/withheld";
import type { Letter } from "./letter";
import { readCancelled, readRefund, readReturn } from "./read-told";
import { cancelled, linesCancelled } from "./templates/cancelled";
import { confirmed } from "./templates/confirmed";
import { delivered } from "./templates/delivered";
import { link } from "./templates/link";
import { paymentFailed } from "./templates/payment-failed";
import { paymentLost } from "./templates/payment-lost";
import { refundFailed } from "./templates/refund-failed";
import { refunded } from "./templates/refunded";
import { type ReturnStep, returned } from "./templates/returns";
import { shipped } from "./templates/shipped";
import { UnknownKind } from "./unknown-kind";
import type { Voice } from "./voice";

const returnSteps: readonly ReturnStep[] = [
  "return_requested",
  "return_approved",
  "return_rejected",
  "return_received",
  "return_settled",
  "exchanged",
];

/** What a notice says. Null for a cause that nothing can be said of: what it is about is not in the order. Throws UnknownKind. */
export async function writeOrderLetter(db: Db, order: OrderView, cause: string, voice: Voice): Promise<Letter | null> {
  const [kind = "", id = ""] = cause.split(":");
  if (kind === "confirmed") return confirmed(order, voice);
  if (kind === "link") return link(order, voice);
  if (kind === "payment_failed") return paymentFailed(order, voice);
  if (kind === "payment_lost") return paymentLost(order, voice);
  if (kind === "cancelled") return cancelled(order, { isWithheld: withheldOf(order).length > 0 }, voice);
  if (kind === "lines_cancelled") {
    const told = readCancelled(order, id);
    return told && linesCancelled(order, told, voice);
  }
  if (kind === "shipped" || kind === "delivered") {
    const parcel = parcelsOf(order.events).find(({ shipmentId }) => shipmentId === id);
    if (!parcel) return null;
    return kind === "shipped" ? shipped(order, parcel, voice) : delivered(order, parcel, voice);
  }
  if (kind === "refunded") {
    const refund = await readRefund(db, order, id);
    return refund && refunded(order, refund, voice);
  }
  if (kind === "refund_failed") {
    const refund = await readRefund(db, order, id);
    return refund && refundFailed(order, refund, voice);
  }
  const step = returnSteps.find((each) => each === kind);
  if (!step) throw new UnknownKind(kind);
  const told = await readReturn(db, order, id);
  return told && returned(order, step, told, voice);
}
