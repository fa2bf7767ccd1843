import type { Db, Tx } from "@/lib/db/client";
import { FailureKept, PaymentRefused } from "@/lib/payments/provider";

interface Attempt {
  customerId: string;
  orderId: string;
  attempt: number;
}

/**
 * Asks the provider for a step of an order's payment, under a key that names the payment's attempt. Where the provider
 * keeps a failure under it, or its "no", the attempt is raised and that thrown: asked again, the step has another key. For
 * steps that can be done only once whatever the key, such as taking what was set aside.
 */
export async function asAttempt<T>(db: Db, attempt: Attempt, ask: () => Promise<T>, now: Date): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof FailureKept || error instanceof PaymentRefused) await raiseAttempt(db, attempt, now);
    throw error;
  }
}

/** Whoever asks next has another key; once, for many who were answered alike. */
export async function raiseAttempt(db: Db | Tx, { customerId, orderId, attempt }: Attempt, now: Date): Promise<void> {
  await db.payment.updateMany({
    where: { customerId, orderId, attempt },
    data: { attempt: attempt + 1, updatedAt: now },
  });
}
