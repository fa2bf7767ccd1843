import { permanentRedirect } from "next/navigation";
import { type ProductDetail, productPath } from "@/lib/catalog/product";
import { getProduct } from "@/lib/catalog/queries";
import { fromShortId, shortId } from "@/lib/core/ids";
import { localePath } from "@/lib/i18n/alternates";
import { getMarket, type Market } from "@/lib/i18n/markets";

const shortIdLength = 22;

/**
 * The product of an address. Only the id at its end finds it; the words before it are the shop's to choose, so a slug
 * that was renamed, mistyped or meant for another language leads to the right one. Null when there is none.
 */
export async function findProduct(
  params: Promise<{ locale: string; slug: string }>,
): Promise<{ market: Market; product: ProductDetail; path: string } | null> {
  const { locale, slug } = await params;
  const market = getMarket(locale);
  const productId = fromShortId(slug.slice(-shortIdLength));
  if (!market || !productId) return null;
  const product = await getProduct(productId, market.locale);
  if (!product) return null;
  const path = productPath(product.slug, shortId(productId));
  if (path !== productPath(decode(slug).slice(0, -shortIdLength - 1), shortId(productId)))
    permanentRedirect(localePath(market.locale, path));
  return { market, product, path };
}

/** A broken escape is a wrong slug, not an error. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
