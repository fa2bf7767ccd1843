import type { Db } from "@/lib/db/client";
import { FailureKept } from "@/lib/payments/provider";

/**
 * Asks the provider for a step of an order's payment, under a key that names the payment's attempt. Where the provider
 * keeps a failure under it, the attempt is raised and the failure thrown: asked again, the step has another key. For steps
 * that can be done only once whatever the key, such as taking what was set aside.
 */
export async function asAttempt<T>(
  db: Db,
  { customerId, orderId, attempt }: { customerId: string; orderId: string; attempt: number },
  ask: () => Promise<T>,
  now: Date,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof FailureKept)
      await db.payment.updateMany({
        where: { customerId, orderId, attempt },
        data: { attempt: attempt + 1, updatedAt: now },
      });
    throw error;
  }
}
