import { z } from "zod";
import { webhookData } from "@/lib/notifications/webhook-data";

/** Of each event that is told. */
export const webhookHeaders = z.object({
  "webhook-id": z.guid().describe("The event's, the same however often it is told."),
  "webhook-timestamp": z.string().describe("Of this try, in seconds."),
  "webhook-signature": z
    .string()
    .describe("`v1,` and a signature, as standardwebhooks.com says; of several, any fits."),
});

/** What the shop tells a merchant's own addresses, by the type of its event. */
export const describeWebhooks = (parameters: object[]) =>
  Object.fromEntries(
    Object.entries(webhookData).map(([type, data]) => {
      const event = z.object({ id: z.guid(), type: z.literal(type), createdAt: z.iso.datetime(), data });
      // As whoever is told has to take it: with fields that are added later.
      const { $schema: _, ...schema } = z.toJSONSchema(event, { io: "input" });
      const post = {
        operationId: type,
        tags: ["webhooks"],
        parameters,
        requestBody: { required: true, content: { "application/json": { schema } } },
        responses: { "2XX": { description: "Taken. Anything else is told again." } },
      };
      return [type, { post }];
    }),
  );
