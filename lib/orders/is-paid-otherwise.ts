import { z } from "zod";

const paidOtherwise = z.object({
  kind: z.enum(["captured_short", "authorization_lost"]),
  outcome: z.literal("paid_otherwise").default("paid_otherwise"),
});

/** Whether an operator has seen to it that what the payment lacks was paid otherwise (settleByHand), and not written off. */
export const isPaidOtherwise = ({ events }: { events: readonly { type: string; data: unknown }[] }): boolean =>
  events.some(({ type, data }) => type === "reconciled" && paidOtherwise.safeParse(data).success);
