import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";

/**
 * What can be wrong between the shop's books and the provider's, and is for a person to look at:
 * `unknown_order`: money with our name on it, for an order we don't have; `unknown_payment`: an order paid by a payment
 * the provider doesn't have; `captured_differs`, `refunded_differs`: both know it, with other amounts; `captured_short`:
 * less was taken than is due, as both say; `money_kept`: money of an order that is off, neither given back nor owed;
 * `authorization_lost`: an order to be shipped whose money was let go; `refund_failed`: a refund that the bank sent back
 * and nobody has made up for; `refund_overdue`: a refund that has been due for a day and was not sent; `not_compared`: a
 * payment of which it can't be said, for something failed twice as it was compared; `many_not_compared`: more of those than
 * are told one by one. And within the shop's own books: `stock_differs`, counters of a product's stock that are not what its
 * ledger adds up to. And what may become wrong: `fraud_warning`, a payment that its bank has reported as fraud and that is
 * neither disputed nor given back yet.
 */
export const differenceKinds = [
  "unknown_order",
  "unknown_payment",
  "captured_differs",
  "captured_short",
  "refunded_differs",
  "money_kept",
  "authorization_lost",
  "refund_failed",
  "refund_overdue",
  "not_compared",
  "many_not_compared",
  "stock_differs",
  "fraud_warning",
] as const;
/** Kept beside them and shown to nobody: a payment that could not be compared, and is to be once more. */
export const waitingKind = "to_compare" as const;
export type DifferenceKind = (typeof differenceKinds)[number];

export interface Difference {
  kind: DifferenceKind;
  order: { customerId: string; orderId: string } | null;
  /** Amounts; without a currency, units. */
  data: { ours: number; theirs: number; currency: string | null; orderNumber: string | null };
}

/** What a difference is kept with. */
export const differenceDataSchema = z.object({
  ours: z.number().int(),
  theirs: z.number().int(),
  currency: z.string().nullable(),
  orderNumber: z.string().nullable(),
  subject: z.string(),
});

const foundOtherwise: readonly string[] = ["refund_failed", "refund_overdue", "stock_differs", "fraud_warning"];
/**
 * Those that the comparison of a payment finds, and takes away. One that only a newer release knows is none of them here: what
 * it is about need not be a payment.
 */
export const comparedKinds: readonly string[] = [
  ...differenceKinds.filter((kind) => !foundOtherwise.includes(kind)),
  waitingKind,
];

/**
 * Writes down how a payment or refund was found: what is wrong is raised under an id that stays the same, what is right
 * again is resolved. What an operator has settled by hand stays closed while its figures are the same.
 */
export function bookDifferences(db: Db, subject: string, found: readonly Difference[], now: Date): Promise<void> {
  return inTransaction(db, (tx) => writeDifferences(tx, subject, found, now));
}

/** As bookDifferences, in the transaction of whoever finds it. */
export async function writeDifferences(
  tx: Tx,
  subject: string,
  found: readonly Difference[],
  now: Date,
): Promise<void> {
  const wrong = found.map(({ kind }) => idOf(kind, subject));
  await tx.bookDifference.updateMany({
    where: {
      differenceId: { in: idsOf(subject).filter((id) => !wrong.includes(id)) },
      resolvedAt: null,
    },
    data: { resolvedAt: now },
  });
  const known = await tx.bookDifference.findMany({
    where: { differenceId: { in: wrong } },
    select: { differenceId: true, data: true, resolvedAt: true, settledAt: true },
  });
  for (const { kind, order, data } of found) {
    const differenceId = idOf(kind, subject);
    const before = known.find((one) => one.differenceId === differenceId);
    if (before?.settledAt && isSame(before.data, data)) continue;
    if (!before || before.resolvedAt)
      await enqueue(tx, "mail.operators", { differenceId, raisedAt: now.toISOString() }, { key: differenceId });
    const told: Prisma.InputJsonObject = { ...data, subject };
    await tx.bookDifference.upsert({
      where: { differenceId },
      create: {
        differenceId,
        kind,
        customerId: order?.customerId ?? null,
        orderId: order?.orderId ?? null,
        data: told,
        firstSeenAt: now,
      },
      update: { data: told, resolvedAt: null, settledAt: null, settledBy: null, settledReason: null },
      select: { differenceId: true },
    });
  }
}

function isSame(before: unknown, { ours, theirs }: Difference["data"]): boolean {
  const data = differenceDataSchema.parse(before);
  return data.ours === ours && data.theirs === theirs;
}

/** Under which what may be wrong with a payment or refund is kept. */
export const idOf = (kind: DifferenceKind | typeof waitingKind, subject: string): string => `${kind}:${subject}`;
export const idsOf = (subject: string): string[] =>
  [...differenceKinds, waitingKind].map((kind) => idOf(kind, subject));

/** Payments and refunds of which nothing is wrong: what was open of them goes away. */
export async function resolveDifferences(db: Db, subjects: readonly string[], now: Date): Promise<void> {
  if (subjects.length === 0) return;
  await db.bookDifference.updateMany({
    where: { differenceId: { in: subjects.flatMap(idsOf) }, resolvedAt: null },
    data: { resolvedAt: now },
  });
}
