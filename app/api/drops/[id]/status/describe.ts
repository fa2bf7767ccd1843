import { z } from "zod";
import { idSchema } from "@/lib/core/ids";
import { type Operations, unavailable } from "@/lib/http/operation";
import { dropStatuses } from "@/lib/inventory/waiting-room/drop";

const signalSchema = z.object({
  status: z.enum(dropStatuses),
  opensAt: z.iso.datetime(),
  placedThrough: z.int().describe("The last place that was given."),
  admittedThrough: z.int().describe("The last place that was called."),
  pacePerSecond: z.number(),
  soldOut: z.boolean(),
});

export const operations: Operations = {
  GET: {
    id: "readDropStatus",
    summary: "How far a drop is",
    description: "The same for all who wait, kept by CDNs for a second. `id` is the product's.",
    tag: "drops",
    path: z.object({ id: idSchema }),
    replies: {
      200: { description: "The drop.", schema: signalSchema },
      400: { description: "No id." },
      404: { description: "The product has no drop." },
      503: unavailable,
    },
  },
};
