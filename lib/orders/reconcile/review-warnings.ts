import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { readAtRisk } from "../read-at-risk";
import { differenceDataSchema, resolveDifferences } from "./book-difference";

const pageSize = 100;
const warnedSchema = z.object({ paymentIntentId: z.string() });

/**
 * Takes away the warnings about payments of which no bank can take anything any more, or has: given back whole, or disputed.
 * Returns how many it looked at.
 */
export async function reviewWarnings(db: Db, now: Date): Promise<number> {
  let after = "";
  for (let looked = 0; ; ) {
    const page = await db.bookDifference.findMany({
      where: { kind: "fraud_warning", resolvedAt: null, differenceId: { gt: after } },
      orderBy: { differenceId: "asc" },
      take: pageSize,
      select: { differenceId: true, customerId: true, orderId: true, data: true },
    });
    for (const { customerId, orderId, data } of page) {
      const { subject } = differenceDataSchema.parse(data);
      if (customerId && orderId && !(await isOpen(db, { customerId, orderId }, subject)))
        await resolveDifferences(db, [subject], now);
    }
    looked += page.length;
    after = page.at(-1)?.differenceId ?? after;
    if (page.length < pageSize) return looked;
  }
}

async function isOpen(db: Db, order: { customerId: string; orderId: string }, warningId: string): Promise<boolean> {
  const warned = await db.orderEvent.findFirst({
    where: { ...order, type: "fraud_warned", data: { path: ["warningId"], equals: warningId } },
    select: { data: true },
  });
  const told = warnedSchema.safeParse(warned?.data).data;
  return told !== undefined && (await readAtRisk(db, order, told.paymentIntentId)).amount > 0;
}
