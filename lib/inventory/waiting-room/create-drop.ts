import { z } from "zod";
import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffContext } from "@/lib/auth/staff-actor";
import { idSchema, newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { lockOwnProduct } from "./lock-own-product";

export const dropWishSchema = z.object({
  productId: idSchema,
  opensAt: z.date(),
  pacePerSecond: z.number().int().min(1).max(1_000),
});

export type DropWish = z.infer<typeof dropWishSchema>;

export type CreateDropError =
  | { code: "not_found" }
  | { code: "opens_past" }
  /** A product has one waiting room at a time. */
  | { code: "already" };

/** Puts a product behind a waiting room. From now on it is sold to those who were called, and to nobody else. */
export async function createDrop(
  db: Db,
  { merchantId, staffId, now }: StaffContext,
  { productId, opensAt, pacePerSecond }: DropWish,
): Promise<Result<{ dropId: string }, CreateDropError>> {
  if (opensAt <= now) return err({ code: "opens_past" });
  return inTransaction(db, async (tx) => {
    if (!(await lockOwnProduct(tx, merchantId, productId))) return err({ code: "not_found" });
    const live = await tx.drop.findFirst({
      where: { productId, status: { not: "closed" } },
      select: { dropId: true },
    });
    if (live) return err({ code: "already" });
    const dropId = newId();
    await tx.drop.create({
      data: { productId, dropId, opensAt, pacePerSecond, updatedAt: now },
      select: { dropId: true },
    });
    await recordAudit(
      tx,
      { merchantId, staffId, now },
      { action: "drop.created", subject: productId, data: { dropId, opensAt: opensAt.toISOString(), pacePerSecond } },
    );
    await enqueue(tx, "drops.advance", { productId, dropId }, { key: dropId, runAt: opensAt });
    return ok({ dropId });
  });
}
