import type { Operations } from "@/lib/http/operation";
import { operations as cards } from "../cards/describe";
import { operations as place } from "../drops/[id]/place/describe";
import { operations as status } from "../drops/[id]/status/describe";
import { operations as facets } from "../facets/describe";
import { operations as live } from "../health/live/describe";
import { operations as ready } from "../health/ready/describe";
import { operations as jobs } from "../jobs/run/describe";
import { operations as menu } from "../menu/[locale]/describe";
import { operations as newForYou } from "../new-for-you/describe";
import { operations as product } from "../products/[id]/live/describe";
import { operations as revalidate } from "../revalidate/describe";
import { operations as search } from "../search/describe";
import { operations as suggest } from "../suggest/describe";
import { operations as watches } from "../watches/[token]/describe";
import { operations as stripe } from "../webhooks/stripe/describe";
import { operations as description } from "./describe";

/** Every handler of the API by its address. A test walks the folders and finds the one that is missing here. */
export const api: Record<string, Operations> = {
  "/api/search": search,
  "/api/suggest": suggest,
  "/api/facets": facets,
  "/api/cards": cards,
  "/api/new-for-you": newForYou,
  "/api/menu/{locale}": menu,
  "/api/products/{id}/live": product,
  "/api/drops/{id}/status": status,
  "/api/drops/{id}/place": place,
  "/api/watches/{token}": watches,
  "/api/webhooks/stripe": stripe,
  "/api/revalidate": revalidate,
  "/api/jobs/run": jobs,
  "/api/health/live": live,
  "/api/health/ready": ready,
  "/api/openapi.json": description,
};
