import { z } from "zod";
import { db } from "@/lib/db/client";
import { getMarket } from "@/lib/i18n/markets";
import { searchFacet } from "@/lib/search/queries";
import { cleanText, parseSearchParams, readQuery } from "@/lib/search/url";

/** More than anybody reads; past it, typing narrows. */
const valuesMax = 1000;

const query = z.object({
  locale: z.string().transform((tag, context) => getMarket(tag) ?? context.addIssue("no such market") ?? z.NEVER),
  facet: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/),
  contains: z.string().default("").transform(cleanText),
});

/** The same for everyone who filters the same. */
const cacheControl = "public, max-age=30, s-maxage=60, stale-while-revalidate=300";

/**
 * The values of one facet of a list, those included that the list left out: `?facet=brand&contains=hal` and the list's
 * own address. Public: it tells nothing but what the shop sells.
 */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const parsed = query.safeParse(Object.fromEntries(searchParams));
  if (!parsed.success) return Response.json({ error: { code: "invalid_request" } }, { status: 400 });
  const { locale: market, facet, contains } = parsed.data;
  const { text, category, filters } = parseSearchParams(readQuery(searchParams), market);
  const node = category && (await db().category.findUnique({ where: { key: category }, select: { categoryId: true } }));
  if (category && !node) return Response.json({ error: { code: "unknown_category" } }, { status: 400 });
  const found = await searchFacet(
    market.locale,
    { text, filters, ...(node ? { categoryId: node.categoryId } : {}) },
    { facet, contains, limit: valuesMax },
  );
  return Response.json(found, { headers: { "cache-control": cacheControl } });
}
