import { paymentLabels } from "@/lib/checkout/payment-labels";
import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/database-clock";
import type { JobContext } from "@/lib/jobs/job-context";
import { type JobName, type JobPayload, priorityOf } from "@/lib/jobs/jobs";
import { mediaStore } from "@/lib/media/store";
import { stripePayments } from "@/lib/payments/stripe";

export type Handlers = { [Name in JobName]?: (payload: JobPayload<Name>, job: JobContext) => Promise<unknown> };

/**
 * What each job does: one line that calls a verb, loaded when its first job comes. This file and what starts it
 * (the worker, the drain) are the one place where the queue knows of the domain: a verb only knows `enqueue`.
 * A handler may run twice for one job, so its verb has to be idempotent; what it throws is retried.
 */
export const handlers: Handlers = {
  "catalog.index": async ({ productId }, job) =>
    (await import("@/lib/search/index-product")).indexProduct(db(), productId, job),
  "media.fetch": async (picture, { attempt, attemptsMax }) =>
    (await import("@/lib/media/fetch-media")).fetchMedia(
      { db: db(), store: mediaStore(), lastAttempt: attempt >= attemptsMax },
      picture,
    ),
  "catalog.import": async (key, { attempt, attemptsMax }) =>
    (await import("@/lib/catalog/import/desk/run-import")).runImport(
      { db: db(), clock: systemClock, lastAttempt: attempt >= attemptsMax },
      key,
    ),
  "search.tiers": async () => (await import("@/lib/search/tiers")).refreshTiers(db()),
  "search.vocabulary": async () => (await import("@/lib/search/refresh-vocabulary")).refreshVocabulary(db()),
  "search.suggestions": async () =>
    (await import("@/lib/search/build-suggestions")).buildSuggestions(db(), systemClock()),
  "search.feed": async () => (await import("@/lib/search/meilisearch/run-feed")).runFeed(db()),
  "search.mend": async (place, { log }) => (await import("@/lib/search/run-mend")).runMend(db(), log, place),
  "search.reindex": async (_payload, { log }) =>
    (await import("@/lib/search/meilisearch/run-reindex")).runReindex(db(), log),
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
    (await import("@/lib/orders/settle-event")).settleEvent(db(), stripePayments(), eventId, systemClock()),
  "payments.capture": async (order) =>
    (await import("@/lib/orders/capture-payment")).capturePayment(db(), stripePayments(), order, systemClock()),
  "payments.void": async (order) =>
    (await import("@/lib/orders/void-payment")).voidPayment(db(), stripePayments(), order, systemClock()),
  "payments.refund": async (due) =>
    (await import("@/lib/orders/refund-payment")).refundPayment(db(), stripePayments(), due, systemClock()),
  "payments.reconcile": async (_payload, { log }) =>
    log.info(
      {
        books: await (await import("@/lib/orders/reconcile/reconcile")).reconcile(
          db(),
          stripePayments(),
          systemClock(),
        ),
      },
      "books reconciled",
    ),
  "orders.lapse": async (order) =>
    (await import("@/lib/orders/lapse-order")).lapseOrder(db(), stripePayments(), order, systemClock()),
  "orders.learn": async (_payload, { log }) =>
    log.info(
      await (await import("@/lib/orders/learn-purchases")).learnPurchases(db(), systemClock()),
      "purchases learned",
    ),
  "purchases.forget": async ({ after }) =>
    (await import("@/lib/catalog/discovery/forget-purchases")).forgetPurchases(db(), after ?? null, systemClock()),
  "fulfilment.cut": async (order) =>
    (await import("@/lib/fulfilment/cut-fulfilments")).cutFulfilments(db(), order, systemClock()),
  "inventory.low-stock": async (variant) =>
    (await import("@/lib/inventory/notice-low-stock")).noticeLowStock(db(), variant, systemClock()),
  "inventory.fewer": async ({ variants }) =>
    (await import("@/lib/inventory/tell-stock")).tellLowStock(db(), variants, priorityOf("inventory.fewer")),
  "inventory.back-in-stock": async (variant) =>
    (await import("@/lib/inventory/notify-watchers")).notifyWatchers(db(), variant, systemClock()),
  "inventory.sweep": async () =>
    (await import("@/lib/inventory/sweep-reservations")).sweepReservations(db(), systemClock()),
  "inventory.compare": async ({ after }) =>
    (await import("@/lib/orders/reconcile/review-stock")).reviewStock(db(), after ?? null, systemClock()),
  "drops.advance": async (drop) =>
    (await import("@/lib/inventory/waiting-room/advance-drop")).advanceDrop(db(), drop, systemClock()),
  "drops.resume": async () => (await import("@/lib/inventory/waiting-room/resume-drops")).resumeDrops(db()),
  "mail.send": async (notice) =>
    (await import("@/lib/notifications/send-notice")).sendNotice(db(), await mailer(), notice, systemClock()),
  "mail.merchant": async (notice) =>
    (await import("@/lib/notifications/send-merchant-notice")).sendMerchantNotice(
      db(),
      await mailer(),
      notice,
      systemClock(),
    ),
  "mail.watch": async (watch) =>
    (await import("@/lib/notifications/send-watch-notice")).sendWatchNotice(db(), await mailer(), watch, systemClock()),
  "mail.gift-card": async (card) =>
    (await import("@/lib/notifications/send-gift-card")).sendGiftCard(db(), await mailer(), card, {
      secret: env().AUTH_SECRET,
    }),
  "mail.operators": async (difference) =>
    (await import("@/lib/notifications/alert-operators")).alertOperators(db(), await mailer(), difference),
  "mail.dispute": async (dispute) =>
    (await import("@/lib/notifications/alert-dispute")).alertDispute(db(), await mailer(), dispute),
  "mail.dead-jobs": async (dip) =>
    (await import("@/lib/notifications/alert-dead-jobs")).alertDeadJobs(db(), await mailer(), dip),
  "jobs.clock": async () => (await import("@/lib/jobs/enqueue-due")).enqueueDue(db()),
  "jobs.watch": async () => (await import("@/lib/notifications/watch-jobs")).watchJobs(db(), await databaseNow(db())),
  "shop.forget": async () => {
    await (await import("@/lib/notifications/forget-deliveries")).forgetDeliveries(db(), systemClock());
    await (await import("@/lib/inventory/waiting-room/forget-places")).forgetPlaces(db(), systemClock());
    await (await import("@/lib/auth/forget-attempts")).forgetAttempts(db(), systemClock());
    await (await import("@/lib/payments/forget-payloads")).forgetPayloads(db(), systemClock());
    await (await import("@/lib/catalog/import/desk/forget-imports")).forgetImports(db(), systemClock());
  },
  "webhooks.publish": async (event) =>
    (await import("@/lib/notifications/publish-webhook")).publishWebhook(db(), event, systemClock()),
  "webhooks.deliver": async (delivery, { attempt, attemptsMax }) =>
    (await import("@/lib/notifications/deliver-webhook")).deliverWebhook(
      { db: db(), channel: await webhooks(), lastAttempt: attempt >= attemptsMax },
      delivery,
      systemClock(),
    ),
};

/** The channels a message can take. */
const mailer = async () => (await import("@/lib/notifications/mailer")).smtpMailer();
const webhooks = async () =>
  (await import("@/lib/notifications/post-webhook")).webhookChannel(
    (await import("@/lib/notifications/webhook-reach")).webhookReach(),
  );
