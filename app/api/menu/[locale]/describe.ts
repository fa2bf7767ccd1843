import { z } from "zod";
import { type Operations, unavailable } from "@/lib/http/operation";
import { locales } from "@/lib/i18n/markets";

const entry = { name: z.string(), href: z.string() };
const menuSchema = z.object({
  departments: z.array(
    z.object({ ...entry, entries: z.array(z.object({ ...entry, entries: z.array(z.unknown()).max(0) })) }),
  ),
});

export const operations: Operations = {
  GET: {
    id: "readMenu",
    summary: "Departments and the categories below them",
    description:
      "Names in the market's language, with the paths of their pages. Kept by CDNs for a quarter of an hour.",
    tag: "catalog",
    path: z.object({ locale: z.enum(locales) }),
    replies: {
      200: { description: "The menu.", schema: menuSchema },
      404: { description: "There is no such market." },
      503: unavailable,
    },
  },
};
