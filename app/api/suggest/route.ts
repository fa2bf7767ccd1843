import { getCategoryTree } from "@/lib/catalog/queries";
import { db } from "@/lib/db/client";
import { problem, toProblem } from "@/lib/http/problem";
import { requireMarket } from "@/lib/i18n/markets";
import { suggest } from "@/lib/search/suggest";
import { otherMethods } from "../other-methods";
import { suggestQuerySchema } from "./describe";

/** The same for everyone who types the same: a minute in a CDN spares the database the commonest beginnings. */
const cacheControl = "public, max-age=30, s-maxage=60, stale-while-revalidate=300";

/** Completion of the search box. Public: it tells nothing but what the shop sells and what many search for. */
export async function GET(request: Request): Promise<Response> {
  const parsed = suggestQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return problem(400, toProblem(parsed.error));
  const { q, locale } = parsed.data;
  const tree = await getCategoryTree(requireMarket(locale).language);
  return Response.json(await suggest(db(), tree, locale, q), { headers: { "cache-control": cacheControl } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
