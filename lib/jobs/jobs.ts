import { z } from "zod";

const order = z.object({ customerId: z.guid(), orderId: z.guid() });
const variant = z.object({ productId: z.guid(), variantId: z.guid() });

/** Every job the shop knows: its name and what it is told. Names and payloads outlive a deployment: widen, never narrow. */
export const jobs = {
  "catalog.index": z.object({ productId: z.guid() }),
  "media.fetch": z.object({ productId: z.guid(), mediaId: z.guid() }),
  /** Looks over a file that was handed in at the desk, or imports it; a slice a job. */
  "catalog.import": z.object({ merchantId: z.guid(), importId: z.guid() }),
  "payments.open": order,
  "payments.settle": z.object({ eventId: z.string().min(1) }),
  "payments.capture": order,
  /** Without a paymentIntentId: the order's own. */
  "payments.void": order.extend({ paymentIntentId: z.string().min(1).optional() }),
  /** Without a refundId: every refund of the order that is due. */
  "payments.refund": order.extend({ refundId: z.guid().optional() }),
  "payments.reconcile": z.object({}),
  "orders.lapse": order,
  "fulfilment.cut": order,
  "inventory.low-stock": variant,
  /** Which of the variants that a file left fewer of run low. */
  "inventory.fewer": z.object({ variants: z.array(variant).min(1) }),
  "inventory.back-in-stock": variant,
  /** Gives back what is reserved past its time. */
  "inventory.sweep": z.object({}),
  /** Holds the counters of stock against the ledger, from a product on; a slice a job. */
  "inventory.compare": z.object({ after: z.guid().optional() }),
  "drops.advance": z.object({ productId: z.guid(), dropId: z.guid() }),
  /** Puts on the beats of drops that were lost. */
  "drops.resume": z.object({}),
  "mail.send": order.extend({ cause: z.string().min(1) }),
  "mail.merchant": z.object({ merchantId: z.guid(), cause: z.string().min(1) }),
  "mail.watch": variant.extend({ email: z.string().min(1) }),
  /** The code is kept nowhere else; the job is gone once it is done. */
  "mail.gift-card": z.union([
    z.object({ codeHash: z.string().min(1), sealedCode: z.string().min(1), locale: z.string().min(1) }),
    // As jobs were before codes were sealed.
    z.object({ codeHash: z.string().min(1), code: z.string().min(1), locale: z.string().min(1) }),
  ]),
  /** To those who run the shop: a difference in its books. */
  "mail.operators": z.object({ differenceId: z.string().min(1), raisedAt: z.iso.datetime() }),
  /** To those who run the shop: an order of several merchants is disputed, or no longer. */
  "mail.dispute": z.object({
    cause: z.string().min(1),
    type: z.string().min(1),
    data: z.record(z.string(), z.json()),
  }),
  /** To those who run the shop: jobs have died. */
  "mail.dead-jobs": z.object({ raisedAt: z.iso.datetime() }),
  /** Puts on what is due by the clock. */
  "jobs.clock": z.object({}),
  /** Looks whether jobs have died of which nobody was told. */
  "jobs.watch": z.object({}),
  /** Told to a merchant's own systems; eventId is the same however often it is told. */
  "webhooks.publish": z.object({
    merchantId: z.guid(),
    eventId: z.guid(),
    type: z.string().min(1),
    data: z.record(z.string(), z.json()),
  }),
  /** Old deliveries, places of drops long closed, attempts that limit nobody, what Stripe told, and files that were handed in. */
  "shop.forget": z.object({}),
  "webhooks.deliver": z.object({ merchantId: z.guid(), endpointId: z.guid(), eventId: z.guid() }),
  "search.tiers": z.object({}),
  "search.vocabulary": z.object({}),
  "orders.learn": z.object({}),
  /** Forgets what was bought together long ago, from a product on; a slice a job. */
  "purchases.forget": z.object({ after: z.guid().optional() }),
  "search.suggestions": z.object({}),
  /** Tells Meilisearch of the products that changed. */
  "search.feed": z.object({}),
  /** Looks for what lists and Meilisearch have wrong, from a place on; a slice a job. */
  "search.mend": z.object({
    part: z.string().optional(),
    after: z.guid().optional(),
    leftOver: z.int().min(0).optional(),
  }),
  /** Builds Meilisearch's indexes anew, a slice a job. */
  "search.reindex": z.object({}),
  "pages.revalidate": z.object({ tags: z.array(z.string().min(1)) }),
} as const;

export type JobName = keyof typeof jobs;

/**
 * What a buyer waits for goes before anything else, what only tidies up goes last: lower is sooner. The order counts
 * within a lane; between lanes nobody waits for anybody.
 */
const priorities: Partial<Record<JobName, number>> = {
  "payments.settle": -20,
  "payments.open": -20,
  "payments.capture": -10,
  "payments.void": -10,
  "payments.refund": -10,
  "drops.advance": -10,
  "drops.resume": -10,
  "orders.lapse": -10,
  "fulfilment.cut": -10,
  "mail.send": -10,
  // Before what follows from orders: without the clock nothing is swept, compared or told.
  "jobs.clock": -15,
  "inventory.sweep": -10,
  "payments.reconcile": 5,
  "jobs.watch": 5,
  // Before the products that an import has waiting, or none of them would be found until the last is indexed.
  "search.feed": 5,
  "webhooks.deliver": 10,
  "catalog.index": 10,
  "catalog.import": 10,
  // After an import: before its pictures, or its words would be known when the last of them has come.
  "search.tiers": 15,
  "search.vocabulary": 15,
  "search.suggestions": 15,
  "media.fetch": 20,
  "inventory.fewer": 20,
  "orders.learn": 20,
  "purchases.forget": 20,
  "shop.forget": 20,
  "search.mend": 20,
  "inventory.compare": 20,
  "search.reindex": 20,
};

export const priorityOf = (name: JobName): number => priorities[name] ?? 0;

/** Of products listed anew by the thousand: a price that somebody changes meanwhile is not found ten thousand products later. */
export const indexedInBulk = priorityOf("catalog.index") + 5;

/** Jobs of which one runs at a time, whoever enqueued them. */
const serial: ReadonlySet<JobName> = new Set([
  "search.feed",
  "search.mend",
  "search.reindex",
  "inventory.compare",
  "purchases.forget",
]);

export const queueOf = (name: JobName): string | null => (serial.has(name) ? name : null);

/**
 * Each lane has hands of its own. *Purchase*: what stands between a buyer and a paid order. *Prompt*: what follows from it
 * and is waited for; it was starved when it shared hands with a flood of purchases. *Mail* and *webhook*: what waits for a
 * stranger, who may take half a minute to say nothing. *Listing*: what has lists and search show a change, within seconds.
 * *Bulk*: work that comes by the thousand or is done by night.
 */
export const lanes = ["purchase", "prompt", "mail", "webhook", "listing", "bulk"] as const;
export type Lane = (typeof lanes)[number];

const listing: ReadonlySet<JobName> = new Set(["catalog.index", "search.feed"]);

export function laneOf(name: JobName): Lane {
  if (name.startsWith("mail.")) return "mail";
  if (name === "webhooks.deliver") return "webhook";
  if (listing.has(name)) return "listing";
  const priority = priorityOf(name);
  if (priority > 0) return "bulk";
  return priority <= -20 ? "purchase" : "prompt";
}

export const partyPrefix = "of:";

/** Whose jobs they are that one party alone could fill a lane with: it has a share of the hands (`fair-share.ts`). */
const parties: { [Name in JobName]?: (payload: JobPayload<Name>) => string } = {
  "webhooks.deliver": ({ merchantId }) => `${partyPrefix}${merchantId}`,
};

export const partyOf = <Name extends JobName>(name: Name, payload: JobPayload<Name>): string | null =>
  parties[name]?.(payload) ?? null;

export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]>;

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobs, name);
}
