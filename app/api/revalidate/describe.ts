import { z } from "zod";
import type { Operations } from "@/lib/http/operation";

/** Tags are plain ASCII (`lib/cache/tags.ts`): they travel in headers, which hold nothing else. */
export const tagsSchema = z.strictObject({
  tags: z
    .array(z.string().regex(/^[!-~]{1,256}$/))
    .min(1)
    .max(1000),
});

export const operations: Operations = {
  POST: {
    id: "expireTags",
    summary: "Say which cached pages and results are stale",
    description: "For the worker: the next reader waits and sees the new data.",
    tag: "operations",
    bearer: true,
    body: { type: "application/json", schema: tagsSchema, required: true },
    replies: {
      204: { description: "Expired." },
      400: { description: "No list of tags." },
      401: { description: "Not with this token." },
    },
  },
};
