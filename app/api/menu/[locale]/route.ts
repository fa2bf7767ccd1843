import { menuEntries } from "@/components/layout/menu-entries";
import { getCategoryTree } from "@/lib/catalog/queries";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { problem } from "@/lib/http/problem";
import { getMarket } from "@/lib/i18n/markets";
import { otherMethods } from "../../other-methods";

const cacheControl = "public, max-age=300, s-maxage=900, stale-while-revalidate=86400";

interface Context {
  params: Promise<{ locale: string }>;
}

/**
 * What the menu of all departments unfolds: asked for by the first hand that reaches for it, so that no page carries
 * its hundred links. Public.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return orUnavailable(request, () => readMenu(params));
}

async function readMenu(params: Context["params"]): Promise<Response> {
  const market = getMarket((await params).locale);
  if (!market) return problem(404, { code: "not_found" });
  const departments = menuEntries(await getCategoryTree(market.language), market.locale, 2);
  return Response.json({ departments }, { headers: { "cache-control": cacheControl } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
