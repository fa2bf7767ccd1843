import { otherMethods } from "@/app/api/other-methods";
import { listTree } from "@/lib/catalog/category";
import { productPath } from "@/lib/catalog/product";
import { getCategoryTree } from "@/lib/catalog/queries";
import { getSitemapProducts } from "@/lib/catalog/queries-sitemap";
import { fromShortId, shortId } from "@/lib/core/ids";
import { getMarket, type Market } from "@/lib/i18n/markets";
import { type SitemapPage, sitemap } from "@/lib/i18n/sitemap-xml";

/** `/sitemaps/de-DE/categories.xml`, `/sitemaps/de-DE/products-<first product>.xml` */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ market: string; part: string }> },
): Promise<Response> {
  const { market: tag, part } = await params;
  const market = getMarket(tag);
  const pages = market ? await pagesOf(market, part) : null;
  if (!market || !pages) return new Response("Not found", { status: 404 });
  return new Response(sitemap(market.locale, pages), {
    headers: { "Content-Type": "application/xml; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}

async function pagesOf(market: Market, part: string): Promise<SitemapPage[] | null> {
  const { language } = market;
  if (part === "categories.xml") {
    const categories = listTree(await getCategoryTree(language));
    return [{ path: "/" }, { path: "/help" }, ...categories.map((category) => ({ path: `/c/${category.path}` }))];
  }
  const start = fromShortId(/^products-(\w{22})\.xml$/.exec(part)?.[1] ?? "");
  if (!start) return null;
  const products = await getSitemapProducts(language, start);
  return products.map(({ productId, slug, updatedAt }) => ({
    path: productPath(slug, shortId(productId)),
    changed: updatedAt,
  }));
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
