import { Prisma } from "@/lib/db/generated/client";
import { tierSizes } from "./tiers";

/** The document of a `catalog_text t` without its tier, which only says where in the catalog it stands tonight. */
export const untiered = Prisma.sql`ts_delete(t.document,
  array(select '#' || tier || t.language from generate_series(0, ${tierSizes.length - 1}::int) as tier))`;
