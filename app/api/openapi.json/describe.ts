import { z } from "zod";
import { type Operations, unavailable } from "@/lib/http/operation";

export const operations: Operations = {
  GET: {
    id: "readDescription",
    summary: "This description",
    description: "OpenAPI 3.1. The facets are those of the catalog as it is.",
    tag: "operations",
    replies: {
      200: {
        description: "The description.",
        schema: z.looseObject({ openapi: z.string(), paths: z.looseObject({}) }),
      },
      503: unavailable,
    },
  },
};
