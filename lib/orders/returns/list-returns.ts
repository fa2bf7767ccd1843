import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Cursor } from "@/lib/http/cursor";
import { type ReturnStatus, returnStatusSchema } from "./return";

const rowSchema = z.object({
  returnId: z.string(),
  number: z.string(),
  orderNumber: z.string(),
  status: returnStatusSchema,
  itemCount: z.number(),
  createdAt: z.date(),
});
export type ReturnRow = z.infer<typeof rowSchema>;

/** A page of the merchant's returns, newest first, by keyset. */
export async function listReturns(
  db: Db,
  merchantId: string,
  { status }: { status?: ReturnStatus | undefined },
  { after, pageSize }: { after: Cursor | null; pageSize: number },
): Promise<{ rows: ReturnRow[]; next: Cursor | null }> {
  const found = await db.merchantReturn.findMany({
    where: {
      merchantId,
      ...(status ? { status } : {}),
      ...(after ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, returnId: { lt: after.id } }] } : {}),
    },
    orderBy: [{ createdAt: "desc" }, { returnId: "desc" }],
    take: pageSize + 1,
  });
  const rows = z.array(rowSchema).parse(found.slice(0, pageSize));
  const last = rows.at(-1);
  return { rows, next: last && found.length > pageSize ? { at: last.createdAt, id: last.returnId } : null };
}
