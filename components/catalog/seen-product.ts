import type { Picture, ProductCard, ProductDetail, VariantDetail } from "@/lib/catalog/product";
import { formatMoney } from "@/lib/core/money";
import type { Locale } from "@/lib/i18n/markets";
import { sizedPictureUrl } from "@/lib/media/picture-url";
import type { SeenProduct } from "./seen-store";

/** What the browser keeps of a product that was looked at. */
export function seenProduct(
  product: ProductDetail,
  variant: VariantDetail | undefined,
  href: string,
  locale: Locale,
): SeenProduct {
  const [picture] = product.pictures;
  return {
    productId: product.productId,
    locale,
    href,
    title: product.title,
    price: variant ? formatMoney(variant.price, locale) : "",
    ...look(picture ?? null, product.hue),
  };
}

/** The same of a card. */
export const seenCard = (card: ProductCard, locale: Locale): SeenProduct => ({
  productId: card.productId,
  locale,
  href: `/${locale}${card.path}`,
  title: card.title,
  price: formatMoney(card.price, locale),
  ...look(card.picture, card.hue),
});

const look = (picture: Picture | null, hue: number): Pick<SeenProduct, "hue" | "image"> => ({
  hue: picture?.hue ?? hue,
  image: picture ? { src: sizedPictureUrl(picture.key, 320), photograph: picture.hue === null } : null,
});
