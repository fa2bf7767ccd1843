import { z } from "zod";

/** What the provider, the mailbox and a merchant's endpoint say of the storm: the half of every law that the database can't know. */
export interface Outside {
  payments: z.infer<typeof ledgerSchema>["payments"];
  /** Events the provider made, whether or not they ever arrived. */
  events: z.infer<typeof eventsSchema>["events"];
  messageIds: readonly string[];
  /** Events of the shop's that a merchant's endpoint said yes to. */
  eventIds: readonly string[];
}

const ledgerSchema = z.object({
  payments: z.array(
    z.object({
      paymentIntent: z.string(),
      metadata: z.record(z.string(), z.string()),
      status: z.string(),
      /** Of the payment that was made, or is waited for. */
      method: z.string().nullable(),
      currency: z.string(),
      amount: z.number(),
      captured: z.number(),
      refunded: z.number(),
    }),
  ),
});

const eventsSchema = z.object({ events: z.array(z.object({ id: z.string(), type: z.string(), state: z.string() })) });

export async function readOutside(
  control: (name: string) => Promise<unknown>,
  { messageIds, eventIds }: Pick<Outside, "messageIds" | "eventIds">,
): Promise<Outside> {
  const { payments } = ledgerSchema.parse(await control("ledger?limit=1000000"));
  const { events } = eventsSchema.parse(await control("webhooks?limit=1000000"));
  return { payments, events, messageIds, eventIds };
}
