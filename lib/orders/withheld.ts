import { z } from "zod";

/** Units called off while a bank had their money, which has not gone back since. */
export interface Withheld {
  cancellationId: string;
  lines: { lineId: string; quantity: number }[];
  amount: number;
  reason: string;
  actor: string;
}

interface History {
  /** Oldest first. */
  events: readonly { type: string; actor: string; data: unknown }[];
  refunds: readonly { refundId: string }[];
}

const withheldSchema = z.object({
  cancellationId: z.string(),
  lines: z.array(z.object({ lineId: z.string(), quantity: z.int().positive() })),
  withheld: z.int().positive(),
  reason: z.string(),
});

/** What of an order is kept back, the oldest first. A refund that bears a cancellation's id has made up for it. */
export function withheldOf({ events, refunds }: History): Withheld[] {
  const back = new Set(refunds.map(({ refundId }) => refundId));
  return events.flatMap(({ type, actor, data }) => {
    const told = type === "lines_cancelled" ? withheldSchema.safeParse(data).data : null;
    if (!told || back.has(told.cancellationId)) return [];
    const { withheld: amount, ...cancelled } = told;
    return [{ ...cancelled, amount, actor }];
  });
}
