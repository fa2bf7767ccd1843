import { getImageProps } from "next/image";
import type { ProductDetail } from "@/lib/catalog/product";
import { pictureUrl } from "@/lib/media/picture-url";
import { type ImageSource, imageSource } from "./image-source";

/** A picture in the three sizes a gallery shows it in. */
export interface GalleryPicture {
  slide: ImageSource;
  thumb: { src: string; srcSet: string | undefined };
  /** As large as the optimiser makes it. */
  large: string;
  /** Null: a photograph, which fills its tile. */
  hue: number | null;
  options: Record<string, string>;
}

const slideSizes = "(min-width: 1384px) 620px, (min-width: 1024px) 46vw, 100vw";
const thumbWidth = 72;
const largeWidth = 1920;

export function galleryPictures(product: ProductDetail): GalleryPicture[] {
  return product.pictures.map((picture, index) => {
    const alt = picture.alt || (index === 0 ? product.title : `${product.title}, ${index + 1}`);
    const src = pictureUrl(picture.key);
    const thumb = getImageProps({ src, alt: "", width: thumbWidth, height: thumbWidth }).props;
    return {
      slide: imageSource({ ...picture, alt }, slideSizes),
      thumb: { src: thumb.src, srcSet: thumb.srcSet },
      large: getImageProps({ src, alt: "", width: largeWidth, height: largeWidth }).props.src,
      hue: picture.hue,
      options: picture.options,
    };
  });
}
