import type { ProductDetail } from "@/lib/catalog/product";
import type { StockSnapshot } from "@/lib/catalog/queries-stock";
import { breadcrumbData, productData, toScriptText } from "@/lib/catalog/structured-data";
import { days } from "@/lib/core/clock";
import { shortId } from "@/lib/core/ids";
import { absoluteUrl } from "@/lib/i18n/alternates";
import type { Market } from "@/lib/i18n/markets";
import { pictureUrl } from "@/lib/media/picture-url";
import type { DeliveryQuote } from "@/lib/shipping/delivery";

interface StructuredDataProps {
  product: ProductDetail;
  market: Market;
  url: string;
  trail: { name: string; href: string }[];
  quotes: DeliveryQuote[];
  stock: StockSnapshot;
}

/** What the page says to search engines, in its first HTML. */
export function StructuredData({ product, market, url, trail, quotes, stock }: StructuredDataProps) {
  const standard = quotes.find(({ method }) => method === "standard");
  const facts = productData({
    product,
    url,
    imageUrls: product.pictures.map(({ key }) => absoluteUrl(pictureUrl(key))),
    variantUrl: ({ variantId }) => `${url}#${shortId(variantId)}`,
    free: new Map(Object.entries(stock.free)),
    shipsFrom: new Map(Object.entries(stock.shipsFrom)),
    region: market.region,
    shipping: standard
      ? {
          price: standard.price,
          freeFrom: standard.freeFrom,
          daysMin: daysBetween(stock.day, standard.from),
          daysMax: daysBetween(stock.day, standard.to),
        }
      : null,
  });
  const crumbs = breadcrumbData([
    ...trail.map(({ name, href }) => ({ name, url: absoluteUrl(href) })),
    { name: product.title, url },
  ]);
  const json = toScriptText([facts, crumbs]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: toScriptText escapes what could close the element
  return <script dangerouslySetInnerHTML={{ __html: json }} type="application/ld+json" />;
}

const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / days(1)));
