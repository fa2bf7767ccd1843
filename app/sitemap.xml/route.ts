import { connection } from "next/server";
import { otherMethods } from "@/app/api/other-methods";
import { getSitemapStarts } from "@/lib/catalog/queries-sitemap";
import { shortId } from "@/lib/core/ids";
import { sitemapIndex, sitemapPaths } from "@/lib/i18n/sitemap-xml";

/** The index: per market the categories, and the products in parts that begin at a product. */
export async function GET(): Promise<Response> {
  await connection();
  const starts = await getSitemapStarts();
  const xml = sitemapIndex(sitemapPaths(["categories", ...starts.map((start) => `products-${shortId(start)}`)]));
  return new Response(xml, {
    headers: { "Content-Type": "application/xml; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
