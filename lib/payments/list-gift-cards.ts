import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Db } from "@/lib/db/client";
import { giftCardStatusSchema, statusAt } from "./gift-card";

const rowSchema = z.object({
  codeHash: z.string(),
  lastFour: z.string(),
  status: giftCardStatusSchema,
  currency: currencySchema,
  initialAmount: z.number(),
  balance: z.number(),
  email: z.string().nullable(),
  expiresAt: z.date().nullable(),
  createdAt: z.date(),
});
/** As it stands in an address: when the last card of a page was made, and its hash. */
const cursorSchema = z.string().regex(/^[0-9a-z]{1,10}\.[\w-]{43}$/);
export type GiftCardRow = z.infer<typeof rowSchema>;

/** Gift cards, newest first; by the last four of the code where somebody reads them out. Keyset over when it was made. */
export async function listGiftCards(
  db: Db,
  { lastFour }: { lastFour?: string | undefined },
  { after, pageSize }: { after: string | undefined; pageSize: number },
  now: Date,
): Promise<{ rows: GiftCardRow[]; next: string | null }> {
  const older = readCursor(after);
  const found = await db.giftCard.findMany({
    where: {
      ...(lastFour ? { lastFour: lastFour.toUpperCase() } : {}),
      ...(older
        ? { OR: [{ createdAt: { lt: older.at } }, { createdAt: older.at, codeHash: { lt: older.codeHash } }] }
        : {}),
    },
    orderBy: [{ createdAt: "desc" }, { codeHash: "desc" }],
    take: pageSize + 1,
  });
  const rows = z.array(rowSchema).parse(found.slice(0, pageSize));
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({ ...row, status: statusAt(row, now) })),
    next: last && found.length > pageSize ? `${last.createdAt.getTime().toString(36)}.${last.codeHash}` : null,
  };
}

function readCursor(text: string | undefined): { at: Date; codeHash: string } | null {
  const [time = "", codeHash = ""] = cursorSchema.safeParse(text).data?.split(".") ?? [];
  const at = new Date(Number.parseInt(time, 36));
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 ? null : { at, codeHash };
}
