import type { Db } from "./client";

/** What was written under a key of the shop's own, or null: how far a job has come, what is to outlive a process. */
export async function readShopState(db: Db, key: string): Promise<string | null> {
  const state = await db.shopState.findUnique({ where: { key }, select: { value: true } });
  return state?.value ?? null;
}

/** Writes it, over what was there. */
export async function writeShopState(db: Db, key: string, value: string, now: Date): Promise<void> {
  await db.shopState.upsert({
    where: { key },
    create: { key, value, updatedAt: now },
    update: { value, updatedAt: now },
    select: { key: true },
  });
}
