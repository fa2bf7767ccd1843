import type { Logger } from "pino";
import { paymentLabels } from "@/lib/checkout/payment-labels";
import { systemClock } from "@/lib/core/clock";
import { db } from "@/lib/db/client";
import type { JobName, JobPayload } from "@/lib/jobs/jobs";
import { mediaStore } from "@/lib/media/store";
import { stripePayments } from "@/lib/payments/stripe";

export interface JobContext {
  /** From 1. */
  attempt: number;
  attemptsMax: number;
  log: Logger;
}

export type Handlers = { [Name in JobName]?: (payload: JobPayload<Name>, job: JobContext) => Promise<unknown> };

/**
 * What each job does: one line that calls a verb, loaded when its first job comes. This file and what starts it
 * (the worker, the drain) are the one place where the queue knows of the domain: a verb only knows `enqueue`.
 * A handler may run twice for one job, so its verb has to be idempotent; what it throws is retried.
 */
export const handlers: Handlers = {
  "catalog.index": async ({ productId }) => (await import("@/lib/search/index-product")).indexProduct(db(), productId),
  "media.fetch": async (picture, { attempt, attemptsMax }) =>
    (await import("@/lib/media/fetch-media")).fetchMedia(
      { db: db(), store: mediaStore(), lastAttempt: attempt >= attemptsMax },
      picture,
    ),
  "search.vocabulary": async () => (await import("@/lib/search/refresh-vocabulary")).refreshVocabulary(db()),
  "pages.revalidate": async ({ tags }) => (await import("@/lib/cache/revalidate")).revalidate(tags),
  "payments.open": async (order) =>
    (await import("@/lib/orders/open-payment")).openPayment(
      db(),
      stripePayments(),
      order,
      paymentLabels,
      systemClock(),
    ),
  "payments.settle": async ({ eventId }) =>
    (await import("@/lib/orders/settle-event")).settleEvent(db(), eventId, systemClock()),
  "payments.refund": async (due) =>
    (await import("@/lib/orders/refund-payment")).refundPayment(db(), stripePayments(), due, systemClock()),
  "orders.lapse": async (order) =>
    (await import("@/lib/orders/lapse-order")).lapseOrder(db(), stripePayments(), order, systemClock()),
  "fulfilment.cut": async (order) =>
    (await import("@/lib/fulfilment/cut-fulfilments")).cutFulfilments(db(), order, systemClock()),
  "mail.send": async (notice) =>
    (await import("@/lib/notifications/send-notice")).sendNotice(
      db(),
      (await import("@/lib/notifications/mailer")).smtpMailer(),
      notice,
      systemClock(),
    ),
};
