import { z } from "zod";
import { type Operations, unavailable } from "@/lib/http/operation";

export const operations: Operations = {
  POST: {
    id: "endWatch",
    summary: "Call off a notice of stock",
    description: "What a mail program's unsubscribe button sends (RFC 8058). The signed address is the right to it.",
    tag: "mail",
    path: z.object({ token: z.string() }),
    replies: {
      200: { description: "Called off, or already so." },
      404: { description: "No address of ours." },
      503: unavailable,
    },
  },
};
