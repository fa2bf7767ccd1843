import { getImageProps } from "next/image";
import type { Picture } from "@/lib/catalog/product";
import { pictureUrl } from "@/lib/media/picture-url";

/** What an `<img>` needs. Plain data, so that it can cross to a client leaf. */
export interface ImageSource {
  src: string;
  srcSet?: string | undefined;
  sizes?: string | undefined;
  width: number;
  height: number;
  alt: string;
}

/**
 * The optimiser's URLs for a picture, without the `<Image>` component: it would add 6 KB of script to every list for
 * placeholders that a tinted tile gives for nothing.
 */
export function imageSource(picture: Picture, sizes: string): ImageSource {
  const { props } = getImageProps({
    src: pictureUrl(picture.key),
    alt: picture.alt,
    width: picture.width,
    height: picture.height,
    sizes,
  });
  return {
    src: props.src,
    srcSet: props.srcSet,
    sizes: props.sizes,
    width: picture.width,
    height: picture.height,
    alt: picture.alt,
  };
}
