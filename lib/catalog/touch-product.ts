import type { StaffContext } from "@/lib/auth/staff-actor";
import { err, ok, type Result } from "@/lib/core/result";
import type { Tx } from "@/lib/db/client";

/** `expectedUpdatedAt`: the product as the form showed it. Someone else's change since then is told, not overwritten. */
export interface ProductEdit {
  productId: string;
  expectedUpdatedAt?: Date;
}

export type TouchError = { code: "not_found" } | { code: "changed_meanwhile" };

/** Begins an edit: locks the product's row for the transaction, if it is the merchant's and still as it was shown. */
export async function touchProduct(
  tx: Tx,
  { merchantId, now }: StaffContext,
  { productId, expectedUpdatedAt }: ProductEdit,
): Promise<Result<null, TouchError>> {
  const { count } = await tx.product.updateMany({
    where: { productId, merchantId, ...(expectedUpdatedAt ? { updatedAt: expectedUpdatedAt } : {}) },
    data: { updatedAt: now },
  });
  if (count === 1) return ok(null);
  const there =
    expectedUpdatedAt &&
    (await tx.product.findFirst({ where: { productId, merchantId }, select: { productId: true } }));
  return err({ code: there ? "changed_meanwhile" : "not_found" });
}
