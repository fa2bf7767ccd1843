import { z } from "zod";
import type { Operations } from "@/lib/http/operation";

export const operations: Operations = {
  GET: {
    id: "readReadiness",
    summary: "Can the shop do its work?",
    description: "Asks the database, the one thing the shop can't do without.",
    tag: "operations",
    replies: {
      200: { description: "It can.", schema: z.object({ status: z.literal("ready") }) },
      503: {
        description:
          "The database does not answer, or the process began seconds ago and warms up; `Retry-After` says when to ask again.",
        schema: z.object({ status: z.enum(["database unavailable", "warming up"]) }),
      },
    },
  },
};
