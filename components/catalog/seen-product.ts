import { getImageProps } from "next/image";
import type { ProductDetail, VariantDetail } from "@/lib/catalog/product";
import { formatMoney } from "@/lib/core/money";
import type { Locale } from "@/lib/i18n/markets";
import { pictureUrl } from "@/lib/media/picture-url";
import type { SeenProduct } from "./recently-viewed";

const width = 192;

/** What the browser keeps of a product that was looked at. */
export function seenProduct(
  product: ProductDetail,
  variant: VariantDetail | undefined,
  href: string,
  locale: Locale,
): SeenProduct {
  const [picture] = product.pictures;
  const image = picture && getImageProps({ src: pictureUrl(picture.key), alt: "", width, height: width }).props;
  return {
    productId: product.productId,
    locale,
    href,
    title: product.title,
    price: variant ? formatMoney(variant.price, locale) : "",
    hue: picture?.hue ?? product.hue,
    image: image ? { src: image.src, srcSet: image.srcSet, photograph: picture.hue === null } : null,
  };
}
