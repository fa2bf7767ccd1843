import { z } from "zod";
import type { Settings } from "../state/records.ts";

export const defaultSettings: Settings = {
  id: "settings",
  url: null,
  delayMs: 0,
  duplicate: 0,
  reorder: false,
  reorderWindowMs: 500,
  drop: 0,
  paused: false,
  retryBaseMs: 1000,
  triesMax: 12,
  asyncDelayMs: 3000,
  refundsReleases: false,
  refundsPend: false,
  cancelsVouchers: false,
  clockOffsetSeconds: 0,
};

const wait = z.number().int().min(0).max(86_400_000);

/** What `POST /sandbox/webhooks` takes; what is left out stays as it is. */
export const webhookControlSchema = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .optional(),
  /** Each event waits this long before its first try. */
  delayMs: wait.optional(),
  /** So many further copies of each event after the first was taken. */
  duplicate: z.number().int().min(0).max(20).optional(),
  /** Events of the same half second arrive in reverse. */
  reorder: z.boolean().optional(),
  reorderWindowMs: wait.optional(),
  /** From 1: so many of the next events are lost. Below 1: that share of all. Lost ones can be redelivered. */
  drop: z.number().min(0).optional(),
  paused: z.boolean().optional(),
  retryBaseMs: z.number().int().min(1).max(3_600_000).optional(),
  triesMax: z.number().int().min(1).max(50).optional(),
});

/** What `POST /sandbox/payments` takes. */
export const paymentControlSchema = z.strictObject({
  /** How long a debit takes to settle, a refund that pends to be done, and a dispute to come. */
  asyncDelayMs: wait.optional(),
  /** As before `2025-03-31.basil`: what was set aside and is let go becomes a refund. */
  refundsReleases: z.boolean().optional(),
  /** A refund is under way at first, as one to a bank account or of an account whose balance is too low. */
  refundsPend: z.boolean().optional(),
  /** A voucher of a complete page can be canceled, which Stripe's reference says it can't. */
  cancelsVouchers: z.boolean().optional(),
});
