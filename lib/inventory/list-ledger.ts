import type { Db } from "@/lib/db/client";
import type { Cursor } from "@/lib/http/cursor";

/** A page of what happened to a variant's stock, the latest first. `staffName`: of an entry that a person made. */
export async function listLedger(
  db: Db,
  { productId, variantId }: { productId: string; variantId: string },
  { after, pageSize }: { after: Cursor | null; pageSize: number },
) {
  const found = await db.stockLedger.findMany({
    where: {
      productId,
      variantId,
      ...(after ? { OR: [{ at: { lt: after.at } }, { at: after.at, entryId: { lt: after.id } }] } : {}),
    },
    orderBy: [{ at: "desc" }, { entryId: "desc" }],
    take: pageSize + 1,
    select: {
      entryId: true,
      locationId: true,
      change: true,
      onHandDelta: true,
      heldDelta: true,
      actor: true,
      orderId: true,
      reason: true,
      at: true,
    },
  });
  const page = found.slice(0, pageSize);
  const staffIds = page.flatMap(({ actor }) => /^staff:([0-9a-f-]{36})$/.exec(actor)?.[1] ?? []);
  const people = await db.staffAccount.findMany({
    where: { staffId: { in: [...new Set(staffIds)] } },
    select: { staffId: true, name: true },
  });
  const nameOf = new Map(people.map(({ staffId, name }) => [`staff:${staffId}`, name]));
  const last = page.at(-1);
  return {
    entries: page.map((entry) => ({ ...entry, staffName: nameOf.get(entry.actor) ?? null })),
    next: last && found.length > pageSize ? { at: last.at, id: last.entryId } : null,
  };
}
