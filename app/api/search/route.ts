import { db } from "@/lib/db/client";
import { problem } from "@/lib/http/problem";
import { sharedBriefly } from "@/lib/http/shared-briefly";
import { composeReply } from "@/lib/search/compose-reply";
import { knowFacets } from "@/lib/search/know-facets";
import { findRedirect } from "@/lib/search/merchandising/find-redirect";
import { runSearch } from "@/lib/search/queries";
import { readApiQuery } from "@/lib/search/read-api-query";
import { answerWithinLimit } from "../answer-within-limit";
import { otherMethods } from "../other-methods";

/** Any site may read it. */
const open = { "access-control-allow-origin": "*" };
const headers = { "cache-control": sharedBriefly, ...open };

/** Search and lists for machines. Public: it tells nothing but what the shop sells. */
export function GET(request: Request): Promise<Response> {
  return answerWithinLimit(request, () => search(request), open);
}

async function search(request: Request): Promise<Response> {
  const asked = await readApiQuery(new URL(request.url).searchParams, knowFacets(db()));
  if (!asked.ok) return problem(400, asked.error, open);
  const { market, list } = asked.value;
  const { category, ...state } = list;
  const node = category && (await db().category.findUnique({ where: { key: category }, select: { categoryId: true } }));
  if (category && !node) return Response.json(nothing, { headers });
  const [result, redirect] = await Promise.all([
    runSearch(market.locale, { ...state, ...(node ? { categoryId: node.categoryId } : {}) }),
    findRedirect(market.locale, state),
  ]);
  return Response.json({ ...composeReply(result, market.locale), ...(redirect ? { redirect } : {}) }, { headers });
}

/** What a category that does not exist holds. */
const nothing = { total: 0, page: 1, pages: 0, hits: [], facets: [] };

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
