import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { OrderView } from "../read-order";
import { givenBack } from "../refund";
import { rejectionOf } from "./rejection";
import { resolutionSchema, returnReasonSchema, returnStatusSchema } from "./return";
import { type Shortfall, shortfallOf } from "./shortfall";

const returnSchema = z.object({
  returnId: z.string(),
  merchantId: z.string(),
  number: z.string(),
  status: returnStatusSchema,
  resolution: resolutionSchema,
  comment: z.string(),
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
  exchangeOrderId: z.string().nullable(),
  createdAt: z.date(),
  lines: z.array(
    z.object({
      lineId: z.string(),
      quantity: z.number(),
      reason: returnReasonSchema.catch("changed_mind"),
      acceptedQuantity: z.number().nullable(),
      restockQuantity: z.number().nullable(),
      exchangeVariantId: z.string().nullable(),
    }),
  ),
});

export type ReturnView = Omit<z.infer<typeof returnSchema>, "lines"> & {
  /** Why it was turned down; null when it was not. */
  rejection: string | null;
  /** Why it gave nothing back; null where it did, or does not say. */
  shortfall: Shortfall | null;
  /** What it gave back; an exchange, what its replacement cost less. */
  refundedAmount: number;
  lines: (z.infer<typeof returnSchema>["lines"][number] & { ordered: OrderView["lines"][number] })[];
};

/** The returns of an order, newest first, each line with what was ordered. */
export async function readReturns(db: Db, order: OrderView): Promise<ReturnView[]> {
  const found = await db.return.findMany({
    where: { customerId: order.customerId, orderId: order.orderId },
    orderBy: { returnId: "desc" },
    include: { lines: true },
  });
  const refunds = await db.refund.findMany({
    where: {
      customerId: order.customerId,
      orderId: order.orderId,
      returnId: { in: found.map(({ returnId }) => returnId) },
      reason: { not: "exchanged" },
    },
    select: { returnId: true, amount: true, status: true, paymentAmount: true },
  });
  // What is owed again for one that failed is a refund of its own.
  const backOf = (returnId: string) =>
    refunds.filter((refund) => refund.returnId === returnId).reduce((sum, refund) => sum + givenBack(refund), 0);
  const orderedOf = new Map(order.lines.map((line) => [line.lineId, line]));
  return z
    .array(returnSchema)
    .parse(found)
    .map((each) => ({
      ...each,
      rejection: rejectionOf(order.events, each.returnId),
      shortfall: shortfallOf(order.events, each.returnId),
      refundedAmount: backOf(each.returnId),
      lines: each.lines.flatMap((line) => {
        const ordered = orderedOf.get(line.lineId);
        return ordered ? [{ ...line, ordered }] : [];
      }),
    }));
}
