import type { ProductCard } from "@/lib/catalog/product";
import { formatMoney } from "@/lib/core/money";
import type { Locale } from "@/lib/i18n/markets";
import { sizedPictureUrl } from "@/lib/media/picture-url";
import type { SmallCard } from "./small-card";

/** A card as the browser is told of it. */
export const toSmallCard = (card: ProductCard, locale: Locale): SmallCard => ({
  productId: card.productId,
  locale,
  href: `/${locale}${card.path}`,
  title: card.title,
  price: formatMoney(card.price, locale),
  hue: card.picture?.hue ?? card.hue,
  image: card.picture ? { src: sizedPictureUrl(card.picture.key, 320), photograph: card.picture.hue === null } : null,
});
