import { z } from "zod";
import type { Operations } from "@/lib/http/operation";

export const operations: Operations = {
  GET: {
    id: "readLiveness",
    summary: "Does the process answer?",
    description: "Touches nothing outside: an orchestrator restarts what fails this.",
    tag: "operations",
    replies: { 200: { description: "It does.", schema: z.object({ status: z.literal("live") }) } },
  },
};
