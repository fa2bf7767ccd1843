import { z } from "zod";

const order = z.object({ customerId: z.guid(), orderId: z.guid() });

/** Every job the shop knows: its name and what it is told. Names and payloads outlive a deployment: widen, never narrow. */
export const jobs = {
  "catalog.index": z.object({ productId: z.guid() }),
  "media.fetch": z.object({ productId: z.guid(), mediaId: z.guid() }),
  "payments.open": order,
  "payments.settle": z.object({ eventId: z.string().min(1) }),
  "payments.refund": order.extend({ paymentIntentId: z.string().min(1), amount: z.number().int().positive() }),
  "orders.lapse": order,
  "fulfilment.cut": order,
  "mail.send": order.extend({ cause: z.string().min(1) }),
  "search.vocabulary": z.object({}),
  "pages.revalidate": z.object({ tags: z.array(z.string().min(1)) }),
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]>;

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobs, name);
}
