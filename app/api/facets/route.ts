import { db } from "@/lib/db/client";
import { problem, toProblem } from "@/lib/http/problem";
import { requireMarket } from "@/lib/i18n/markets";
import { searchFacet } from "@/lib/search/queries";
import { parseSearchParams, readQuery } from "@/lib/search/url";
import { answerWithinLimit } from "../answer-within-limit";
import { otherMethods } from "../other-methods";
import { facetsQuerySchema } from "./describe";

/** More than anybody reads; past it, typing narrows. */
const valuesMax = 1000;

/** The same for everyone who filters the same. */
const cacheControl = "public, max-age=30, s-maxage=60, stale-while-revalidate=300";

/**
 * The values of one facet of a list, those included that the list left out: `?facet=brand&contains=hal` and the list's
 * own address. Public: it tells nothing but what the shop sells.
 */
export function GET(request: Request): Promise<Response> {
  return answerWithinLimit(request, () => listValues(request));
}

async function listValues(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const parsed = facetsQuerySchema.safeParse(Object.fromEntries(searchParams));
  if (!parsed.success) return problem(400, toProblem(parsed.error));
  const { locale, facet, contains } = parsed.data;
  const market = requireMarket(locale);
  const { text, category, filters } = parseSearchParams(readQuery(searchParams), market);
  const node = category && (await db().category.findUnique({ where: { key: category }, select: { categoryId: true } }));
  if (category && !node) return problem(400, { code: "unknown_category", field: "category" });
  const found = await searchFacet(
    market.locale,
    { text, filters, ...(node ? { categoryId: node.categoryId } : {}) },
    { facet, contains, limit: valuesMax },
  );
  return Response.json(found, { headers: { "cache-control": cacheControl } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
