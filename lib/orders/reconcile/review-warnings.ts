import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { PaymentProvider } from "@/lib/payments/provider";
import { lockOrder } from "../lock-order";
import { fraudWarning, readAtRisk } from "../read-at-risk";
import { differenceDataSchema, idOf, writeDifferences } from "./book-difference";
import { takeFailures } from "./failures";

const pageSize = 100;
const warnedSchema = z.object({ paymentIntentId: z.string() });

interface OrderKey {
  customerId: string;
  orderId: string;
}

/**
 * Takes away the warnings about payments of which no bank can take anything any more, or has: given back whole, or disputed.
 * Of the others it writes down what is still at risk. Returns how many it looked at.
 */
export async function reviewWarnings(
  db: Db,
  provider: Pick<PaymentProvider, "listIntents">,
  now: Date,
): Promise<number> {
  const failures = takeFailures(db, provider);
  let after = "";
  for (let looked = 0; ; ) {
    const page = await db.bookDifference.findMany({
      where: { kind: "fraud_warning", resolvedAt: null, differenceId: { gt: after } },
      orderBy: { differenceId: "asc" },
      take: pageSize,
      select: { differenceId: true, customerId: true, orderId: true, data: true },
    });
    for (const { customerId, orderId, data } of page)
      await failures.attempt({
        async take() {
          const { subject } = differenceDataSchema.parse(data);
          if (customerId && orderId) await review(db, { customerId, orderId }, subject, now);
        },
      });
    await failures.tryAgain();
    looked += page.length;
    after = page.at(-1)?.differenceId ?? after;
    if (page.length === pageSize) continue;
    failures.end("Some warnings of fraud could not be reviewed");
    return looked;
  }
}

/**
 * Under the order's lock, as what is told of a warning is: one that ends meanwhile stays ended. With the same words goes what a
 * process of a release that knows no warnings has raised under its id, taking it for a payment that Stripe doesn't have.
 */
function review(db: Db, { customerId, orderId }: OrderKey, warningId: string, now: Date): Promise<void> {
  const order = { customerId, orderId };
  return inTransaction(db, async (tx) => {
    await lockOrder(tx, order);
    const open = { differenceId: idOf("fraud_warning", warningId), resolvedAt: null };
    if ((await tx.bookDifference.count({ where: open })) === 0) return;
    const warned = await tx.orderEvent.findFirst({
      where: { ...order, type: "fraud_warned", data: { path: ["warningId"], equals: warningId } },
      select: { data: true },
    });
    const told = warnedSchema.safeParse(warned?.data).data;
    const atRisk = told && (await readAtRisk(tx, order, told.paymentIntentId));
    const found = atRisk && atRisk.amount > 0 ? [fraudWarning(order, atRisk)] : [];
    await writeDifferences(tx, warningId, found, now);
  });
}
