import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Db } from "@/lib/db/client";
import type { TextCursor } from "@/lib/http/text-cursor";
import { differenceDataSchema, differenceKinds, waitingKind } from "./book-difference";

/** Of money in a currency that the shop does not write, under an order's name that it does not know, the bare numbers are told. */
const dataSchema = differenceDataSchema.extend({ currency: currencySchema.nullable().catch(null) });

export type OpenDifference = Awaited<ReturnType<typeof listDifferences>>["rows"][number];

/** How many of them are open. */
export const countDifferences = (db: Db): Promise<number> => db.bookDifference.count({ where: shown });

const shown = { resolvedAt: null, kind: { not: waitingKind } };
/** While two releases run side by side, or the older one again, there may be kinds that only the newer one knows. */
const listed = { resolvedAt: null, kind: { in: [...differenceKinds] } };
const strange = { resolvedAt: null, kind: { notIn: [...differenceKinds, waitingKind] } };

/**
 * What reconciliation could not mend and nobody has put right, the oldest first: it has waited longest. Of a kind that is not
 * known here, only how many there are.
 */
export async function listDifferences(db: Db, { after, pageSize }: { after: TextCursor | null; pageSize: number }) {
  const strangers = await db.bookDifference.count({ where: strange });
  const found = await db.bookDifference.findMany({
    where: {
      ...listed,
      ...(after
        ? { OR: [{ firstSeenAt: { gt: after.at } }, { firstSeenAt: after.at, differenceId: { gt: after.id } }] }
        : {}),
    },
    orderBy: [{ firstSeenAt: "asc" }, { differenceId: "asc" }],
    take: pageSize + 1,
  });
  const rows = found.slice(0, pageSize).map(({ differenceId, kind, customerId, orderId, data, firstSeenAt }) => ({
    differenceId,
    kind: z.enum(differenceKinds).parse(kind),
    order: customerId && orderId ? { customerId, orderId } : null,
    firstSeenAt,
    ...dataSchema.parse(data),
  }));
  const last = rows.at(-1);
  return {
    rows,
    strangers,
    next: found.length > pageSize && last ? { at: last.firstSeenAt, id: last.differenceId } : null,
  };
}
