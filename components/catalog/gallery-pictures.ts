import type { Picture, ProductDetail } from "@/lib/catalog/product";

/** A picture of the gallery, and the options it shows. Its addresses are made where it is drawn. */
export type GalleryPicture = Pick<Picture, "key" | "width" | "height" | "alt" | "hue"> & {
  options: Record<string, string>;
};

export function galleryPictures(product: ProductDetail): GalleryPicture[] {
  return product.pictures.map(({ key, width, height, alt, hue, options }, index) => ({
    key,
    width,
    height,
    alt: alt || (index === 0 ? product.title : `${product.title}, ${index + 1}`),
    hue,
    options,
  }));
}
