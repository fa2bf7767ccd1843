import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ProductCard as Card } from "@/lib/catalog/product";
import type { Locale } from "@/lib/i18n/markets";
import { fewLeftMax } from "@/lib/inventory/few-left";
import type { TitleRange } from "@/lib/search/match-title";
import { CardPrice } from "./card-price";
import { MarkedTitle } from "./marked-title";
import { ProductImage } from "./product-image";
import { SwatchDots } from "./swatch-dots";

/** Four in a row on a wide screen, two on a phone. */
const gridSizes = "(min-width: 1384px) 300px, (min-width: 1024px) 23vw, (min-width: 640px) 32vw, 48vw";

/** A card that a search found knows where its title answers; others have nothing to mark. */
export type ListedCard = Card & { titleMatches?: TitleRange[] };

interface ProductCardProps {
  product: ListedCard;
  locale: Locale;
  /** The day it arrives, already written as the market writes days: "Wed, Nov 25". */
  arrives?: string | undefined;
  sizes?: string;
  /** For the cards a reader sees first: their pictures load at once. */
  priority?: boolean;
}

/** A product in a list. Its one link covers the whole card. */
export async function ProductCard({ product, locale, arrives, sizes = gridSizes, priority = false }: ProductCardProps) {
  const t = await getTranslations("list.card");
  const badge = badgeOf(product);
  return (
    <article className="group relative flex min-w-0 flex-col">
      <div className="relative aspect-[14/15] overflow-hidden rounded-tile">
        <ProductImage
          hue={product.hue}
          picture={product.picture && { ...product.picture, alt: "" }}
          priority={priority}
          sizes={sizes}
        />
        {badge ? (
          <span className="badge absolute start-3 top-3">
            {badge === "onlyLeft" ? t("onlyLeft", { count: product.stock }) : t(badge)}
          </span>
        ) : null}
      </div>
      <h3 className="mt-3.5 text-md leading-snug font-semibold [overflow-wrap:anywhere]">
        <Link
          prefetch={false}
          className="line-clamp-2 after:absolute after:inset-0 after:rounded-tile group-hover:underline focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-3 focus-visible:after:outline-ink"
          href={`/${locale}${product.path}`}
        >
          <MarkedTitle matches={product.titleMatches ?? []} title={product.title} />
        </Link>
      </h3>
      <p className="mt-0.5 truncate text-sm text-soft">{product.merchantName}</p>
      <CardPrice locale={locale} product={product} />
      {product.swatches.length > 1 ? (
        <SwatchDots label={t("colours", { count: product.swatches.length })} swatches={product.swatches} />
      ) : null}
      {arrives && product.inStock ? (
        <p className="mt-1.5 text-xs font-semibold text-good">{t("arrives", { day: arrives })}</p>
      ) : null}
    </article>
  );
}

/** One badge a card, the most urgent first. */
function badgeOf(product: Card): "soldOut" | "onlyLeft" | "bestSeller" | "new" | null {
  if (!product.inStock) return "soldOut";
  if (product.stock <= fewLeftMax) return "onlyLeft";
  if (product.isBestSeller) return "bestSeller";
  return product.isNew ? "new" : null;
}
