import { err, ok, type Result } from "@/lib/core/result";
import { plainEmail } from "@/lib/core/typed-email";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";

/** Stock that comes in while a watch is being written may not see it: a look a little later does. */
const secondLookMs = 60_000;

export interface Watch {
  productId: string;
  variantId: string;
  email: string;
  locale: string;
}

/**
 * Notes who wants to be told when a variant is back. Asked again after having been told, it waits again; asked twice, it
 * waits once.
 */
export async function watchStock(db: Db, watch: Watch, now: Date): Promise<Result<null, { code: "not_found" }>> {
  const { productId, variantId, locale } = watch;
  const email = plainEmail(watch.email);
  return inTransaction(db, async (tx) => {
    const known = await tx.product.findFirst({
      where: { productId, status: "active", variants: { some: { productId, variantId } } },
      select: { productId: true },
    });
    if (!known) return err({ code: "not_found" });
    await tx.stockWatch.upsert({
      where: { productId_variantId_email: { productId, variantId, email } },
      create: { productId, variantId, email, locale, createdAt: now },
      update: { locale, createdAt: now, notifiedAt: null },
      select: { email: true },
    });
    const runAt = new Date(now.getTime() + secondLookMs);
    await enqueue(tx, "inventory.back-in-stock", { productId, variantId }, { key: variantId, runAt });
    return ok(null);
  });
}
