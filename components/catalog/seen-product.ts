import type { ProductDetail, VariantDetail } from "@/lib/catalog/product";
import { formatMoney } from "@/lib/core/money";
import type { Locale } from "@/lib/i18n/markets";
import { sizedPictureUrl } from "@/lib/media/picture-url";
import type { SeenProduct } from "./recently-viewed";

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
    hue: picture?.hue ?? product.hue,
    image: picture ? { src: sizedPictureUrl(picture.key, 320), photograph: picture.hue === null } : null,
  };
}
