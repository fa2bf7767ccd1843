import { expect } from "vitest";
import type { Db } from "../../lib/db/client";
import { inTransaction } from "../../lib/db/transaction";
import { capturePayment } from "../../lib/orders/capture-payment";
import { changeOrderStatus, changePaymentStatus } from "../../lib/orders/change-status";
import { failPayment } from "../../lib/orders/fail-payment";
import { cancelOrder, lapseOrder } from "../../lib/orders/lapse-order";
import { loseAuthorization } from "../../lib/orders/lose-authorization";
import { markProcessing } from "../../lib/orders/mark-processing";
import { markPromised } from "../../lib/orders/mark-promised";
import {
  holdsMoney,
  type OrderStatus,
  orderStatuses,
  orderTransitions,
  type PaymentStatus,
  paymentStatuses,
  paymentTransitions,
} from "../../lib/orders/order";
import { type OrderView, readOrder } from "../../lib/orders/read-order";
import { recordFailure } from "../../lib/orders/record-failure";
import { settlePayment } from "../../lib/orders/settle-payment";
import { voidPayment } from "../../lib/orders/void-payment";
import { writeOpened } from "../../lib/orders/write-opened";
import type { PaymentDay } from "./payment-day";

interface Standing {
  order: OrderStatus;
  payment: PaymentStatus;
}

export interface Place {
  db: Db;
  day: PaymentDay;
  /** The order as it was read before anybody paid. */
  first: OrderView;
}

interface Stale {
  /** Where it comes too late: nothing may change. */
  isLate(standing: Standing): boolean;
  act(place: Place): Promise<unknown>;
  /** How it is answered then. */
  answer: unknown;
}

const dayMs = 24 * 60 * 60_000;
const isRefused = (to: PaymentStatus) => (standing: Standing) => !paymentTransitions[standing.payment].includes(to);

/** The order's own payment, as an answer that is old by now has it. */
async function moneyOf({ db, first }: Place) {
  const now = await readOrder(db, first);
  const { sessionId = null, paymentIntentId, amount = 0, currency = "" } = now?.payment ?? {};
  return { ...keyOf(first), sessionId, paymentIntentId: paymentIntentId ?? "pi_none", amount, currency };
}

const keyOf = ({ customerId, orderId }: OrderView) => ({ customerId, orderId });
const sessionOf = ({ first }: Place) => first.payment?.sessionId ?? "";

/** All of it that comes too late comes, and is answered as what is too late. */
export async function comeTooLate(place: Place, standing: Standing): Promise<void> {
  for (const [what, { isLate, act, answer }] of Object.entries(stale))
    if (isLate(standing)) expect(await act(place), what).toBe(answer);
}

/** Answers, jobs and calls that were right when they were begun, and find an order and its payment elsewhere by now. */
const stale: Record<string, Stale> = {
  "the page was opened": {
    isLate: isRefused("open"),
    act: ({ db, day, first }) =>
      writeOpened(db, first, { sessionId: first.payment?.sessionId ?? "", url: null }, day.now()),
    answer: false,
  },
  "the page is asked for again": {
    isLate: ({ order, payment }) => order !== "pending_payment" || (payment !== "opening" && payment !== "open"),
    act: ({ day, first }) => day.open(first),
    answer: null,
  },
  "the buyer has yet to pay": {
    isLate: isRefused("promised"),
    act: ({ db, day, first }) => markPromised(db, first, null, day.now()),
    answer: false,
  },
  "the payment is under way": {
    isLate: isRefused("processing"),
    act: ({ db, day, first }) => markProcessing(db, first, null, day.now()),
    answer: false,
  },
  "a try to pay was declined": {
    isLate: ({ payment }) => holdsMoney(payment) || payment === "expired",
    act: async ({ db, day, first }) => {
      const toldBy = "ch_late";
      await recordFailure(db, first, { toldBy, code: "declined" }, day.now());
      return db.orderEvent.count({ where: { ...keyOf(first), data: { path: ["toldBy"], equals: toldBy } } });
    },
    answer: 0,
  },
  "the payment has failed": {
    isLate: isRefused("failed"),
    act: (place) => failPayment(place.db, place.first, { sessionId: sessionOf(place), to: "failed" }, place.day.now()),
    answer: false,
  },
  "the page has expired": {
    isLate: isRefused("expired"),
    act: (place) => failPayment(place.db, place.first, { sessionId: sessionOf(place), to: "expired" }, place.day.now()),
    answer: false,
  },
  "the money was let go": {
    isLate: isRefused("voided"),
    act: async (place) =>
      loseAuthorization(place.db, place.first, (await moneyOf(place)).paymentIntentId, place.day.now()),
    answer: false,
  },
  "the money was set aside": {
    isLate: ({ payment }) => holdsMoney(payment),
    act: async (place) => {
      const { db, day, first } = place;
      const told = { ...(await moneyOf(place)), authorizedUntil: day.now(), actor: "stripe" as const };
      return settlePayment(db, told, day.now(), first);
    },
    answer: "already_settled",
  },
  "the money was taken": {
    isLate: ({ payment }) => holdsMoney(payment) && payment !== "authorized",
    act: async (place) =>
      settlePayment(place.db, { ...(await moneyOf(place)), actor: "stripe" }, place.day.now(), place.first),
    answer: "already_settled",
  },
  "the money is to be taken": {
    isLate: ({ payment }) => payment !== "authorized",
    act: ({ db, day, first }) => capturePayment(db, day.provider, first, day.now()),
    answer: "nothing_to_capture",
  },
  "the money is to be let go": {
    isLate: ({ order, payment }) => payment !== "authorized" || order !== "cancelled",
    act: ({ db, day, first }) => voidPayment(db, day.provider, first, day.now()),
    answer: "nothing_to_void",
  },
  "the time is up while a payment is under way or promised, and the provider does not answer": {
    isLate: ({ order, payment }) => order === "pending_payment" && (payment === "processing" || payment === "promised"),
    act: async ({ db, day, first }) => {
      await day.control("faults", { match: "GET /v1/checkout/sessions/*", status: 500 });
      return lapseOrder(db, day.provider, first, new Date(day.now().getTime() + 30 * dayMs));
    },
    answer: "not_due",
  },
  "the order is called off while a payment is under way": {
    isLate: ({ order, payment }) => order !== "pending_payment" || payment === "processing",
    act: ({ db, day, first }) => cancelOrder(db, day.provider, first, day.now()),
    answer: "over",
  },
  "any status of an order that may not follow is written": {
    isLate: () => true,
    act: async ({ db, day, first }) => {
      const { status = "delivered" } = (await readOrder(db, first)) ?? {};
      for (const to of orderStatuses)
        if (!orderTransitions[status].includes(to))
          expect(await inTransaction(db, (tx) => changeOrderStatus(tx, first, to, day.now())), to).toBe(false);
    },
    answer: undefined,
  },
  "any status of a payment that may not follow is written": {
    isLate: () => true,
    act: async ({ db, day, first }) => {
      const { status = "voided" } = (await readOrder(db, first))?.payment ?? {};
      for (const to of paymentStatuses)
        if (!paymentTransitions[status].includes(to))
          expect(await inTransaction(db, (tx) => changePaymentStatus(tx, first, to, day.now())), to).toBe(false);
    },
    answer: undefined,
  },
};
