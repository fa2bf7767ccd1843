import type { Db } from "@/lib/db/client";

const keptDays = 30;

/** The places of drops that have long been closed: who waited then. Returns how many went. */
export async function forgetPlaces(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptDays * 24 * 3_600_000);
  const closed = await db.drop.findMany({
    where: { status: "closed", updatedAt: { lt: before } },
    select: { productId: true, dropId: true },
  });
  return db.$executeRaw`
    DELETE FROM drop_place WHERE product_id = ANY(${closed.map(({ productId }) => productId)}::uuid[])
       AND drop_id = ANY(${closed.map(({ dropId }) => dropId)}::uuid[])`;
}
