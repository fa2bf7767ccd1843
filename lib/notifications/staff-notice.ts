import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import { differenceKinds } from "@/lib/orders/reconcile/book-difference";

const disputeSchema = z.object({
  orderNumber: z.string(),
  status: z.string(),
  amount: z.int(),
  currency: z.string().toUpperCase().pipe(currencySchema),
  reason: z.string(),
  dueBy: z.iso.datetime().nullish(),
  givenBack: z.object({ amount: z.int().positive(), currency: currencySchema }).optional(),
  /** For those who run the shop, who have the order in their books, whether or not it has goods of theirs. */
  inBooks: z.boolean().default(false),
});

const paymentSchema = z.object({ orderNumber: z.string(), amount: z.int(), currency: currencySchema });

/** What the verbs that owe a notice to a merchant's or the shop's people tell with it. */
const noticeSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("low_stock"),
    data: z.object({ productId: z.guid(), sku: z.string(), title: z.string(), free: z.int() }),
  }),
  z.object({ type: z.literal("low_stock_more"), data: z.object({ count: z.int() }) }),
  z.object({ type: z.literal("dispute.created"), data: disputeSchema }),
  z.object({ type: z.literal("dispute.closed"), data: disputeSchema }),
  z.object({ type: z.literal("payment.lost"), data: paymentSchema }),
  z.object({ type: z.literal("payment.fraud_warning"), data: paymentSchema.extend({ reason: z.string() }) }),
  z.object({ type: z.literal("webhook_off"), data: z.object({ url: z.string() }) }),
  z.object({
    type: z.literal("return_requested"),
    data: z.object({ returnId: z.guid(), number: z.string(), orderNumber: z.string(), count: z.int() }),
  }),
  z.object({ type: z.literal("dead_jobs"), data: z.object({ count: z.int() }) }),
  z.object({ type: z.literal("many_not_compared"), data: z.object({ count: z.int() }) }),
  z.object({ type: z.literal("fraud_in_books"), data: paymentSchema }),
  z.object({ type: z.literal("stock_differs"), data: z.object({}) }),
  z.object({
    type: z.literal("book_difference"),
    data: z.object({
      kind: z.enum(differenceKinds).exclude(["many_not_compared", "fraud_warning", "stock_differs"]),
      orderNumber: z.string().nullish(),
    }),
  }),
]);

export type StaffNotice = z.output<typeof noticeSchema>;

/** Null of a type that nobody here knows: nothing can be said of it. */
export const parseStaffNotice = (type: string, data: unknown): StaffNotice | null =>
  noticeSchema.safeParse({ type, data }).data ?? null;
