import { z } from "zod";
import { type Operation, type Operations, unavailable } from "@/lib/http/operation";

const run: Operation = {
  id: "runJobs",
  summary: "Run what is due",
  description: "For deployments without a worker: a clock calls it every minute.",
  tag: "operations",
  bearer: true,
  replies: {
    200: { description: "How many jobs were done.", schema: z.object({ done: z.int().min(0) }) },
    401: { description: "Not with this token." },
    503: unavailable,
  },
};

export const operations: Operations = { GET: { ...run, id: "runJobsByGet" }, POST: run };
