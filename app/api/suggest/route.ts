import { z } from "zod";
import { getCategoryTree } from "@/lib/catalog/queries";
import { db } from "@/lib/db/client";
import { isLocale, type Locale, requireMarket } from "@/lib/i18n/markets";
import { suggest } from "@/lib/search/suggest";
import { cleanText } from "@/lib/search/url";

const query = z.object({
  q: z.string().default("").transform(cleanText),
  locale: z.custom<Locale>((tag) => typeof tag === "string" && isLocale(tag)),
});

/** The same for everyone who types the same: a minute in a CDN spares the database the commonest beginnings. */
const cacheControl = "public, max-age=30, s-maxage=60, stale-while-revalidate=300";

/** Completion of the search box. Public: it tells nothing but what the shop sells and what many search for. */
export async function GET(request: Request): Promise<Response> {
  const parsed = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return Response.json({ error: { code: "invalid_request" } }, { status: 400 });
  const { q, locale } = parsed.data;
  const tree = await getCategoryTree(requireMarket(locale).language);
  return Response.json(await suggest(db(), tree, locale, q), { headers: { "cache-control": cacheControl } });
}
