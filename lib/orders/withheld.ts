import { z } from "zod";
import { idOfName } from "@/lib/core/ids";

/** Units called off while a bank had their money, of which `amount` has not gone back since. */
export interface Withheld {
  cancellationId: string;
  /** Of the refund that makes up for it: the cancellation's own, and after a part of it has gone back the next one's. */
  refundId: string;
  lines: { lineId: string; quantity: number }[];
  amount: number;
  /** A part of what the units were to bring was never taken: they count as settled, and a sum goes back that names none. */
  isReleased: boolean;
  reason: string;
  actor: string;
}

interface History {
  /** Oldest first. */
  events: readonly { type: string; actor: string; data: unknown }[];
  refunds: readonly { refundId: string; amount: number }[];
}

const withheldSchema = z.object({
  cancellationId: z.guid(),
  lines: z.array(z.object({ lineId: z.string(), quantity: z.int().positive() })),
  amount: z.int().default(0),
  untaken: z.int().default(0),
  withheld: z.int().positive(),
  released: z.object({}).nullish(),
  reason: z.string(),
});

/** What of an order is kept back, the oldest first: a bank that comes back to its dispute may let go of more, part by part. */
export function withheldOf({ events, refunds }: History): Withheld[] {
  const amounts = new Map(refunds.map(({ refundId, amount }) => [refundId, amount]));
  return events.flatMap(({ type, actor, data }) => {
    const told = type === "lines_cancelled" ? withheldSchema.safeParse(data).data : null;
    if (!told) return [];
    const { cancellationId, lines, reason } = told;
    const isReleased = Boolean(told.released);
    let [refundId, amount] = [cancellationId, told.amount - told.untaken + told.withheld];
    for (let back = amounts.get(refundId); back !== undefined; back = amounts.get(refundId)) {
      amount -= back;
      refundId = idOfName("withheld", refundId);
    }
    return amount > 0 ? [{ cancellationId, refundId, lines, amount, isReleased, reason, actor }] : [];
  });
}

/** Tells a merchant's own of an order's lines; without a merchant all of them are. */
export function isOwnIn(
  lines: readonly { lineId: string; merchantId: string }[],
  merchantId: string | undefined,
): (lineId: string) => boolean {
  const own = new Set(lines.flatMap((line) => (!merchantId || line.merchantId === merchantId ? [line.lineId] : [])));
  return (lineId) => own.has(lineId);
}

export const sumOf = (kept: readonly { amount: number }[]): number => kept.reduce((sum, { amount }) => sum + amount, 0);

/** Of one of an order's merchants: what was called off of nobody else's lines with the merchant's own. */
export const sumOfOwn = (
  kept: readonly Pick<Withheld, "lines" | "amount">[],
  isOwn: (lineId: string) => boolean,
): number => sumOf(kept.filter(({ lines }) => lines.every(({ lineId }) => isOwn(lineId))));

/** In all, or of one of its merchants. */
export const sumWithheld = (history: History, isOwn: (lineId: string) => boolean = () => true): number =>
  sumOfOwn(withheldOf(history), isOwn);
