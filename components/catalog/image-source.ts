import type { Picture } from "@/lib/catalog/product";
import { sizedPictureUrl } from "@/lib/media/picture-url";
import type { PictureWidth } from "@/lib/media/picture-widths";

/** What an `<img>` needs. Plain data, so that it can cross to a client leaf. */
export interface ImageSource {
  src: string;
  srcSet?: string | undefined;
  sizes?: string | undefined;
  width: number;
  height: number;
}

/** The widths each kind of place is offered, for screens of one to three pixels a point. */
const offered = {
  thumb: [64, 128, 192],
  card: [192, 320, 480, 640],
  slide: [480, 640, 828, 1080, 1440],
  stage: [320, 480, 640, 828, 1080],
} as const satisfies Record<string, readonly PictureWidth[]>;

/**
 * The optimiser's URLs for a picture, without the `<Image>` component: it would add 6 KB of script to every list for
 * placeholders that a tinted tile gives for nothing, and offer each picture in ten widths. Four or five do, and none
 * wider than the picture: a list's document was a quarter `srcset`.
 */
export function imageSource(
  picture: Pick<Picture, "key" | "width" | "height">,
  sizes: string,
  place: keyof typeof offered,
): ImageSource {
  const { key, width, height } = picture;
  const wide = offered[place].findIndex((each) => each >= width);
  const widths = wide === -1 ? offered[place] : offered[place].slice(0, wide + 1);
  return {
    src: sizedPictureUrl(key, widths.at(-1) ?? 640),
    srcSet: widths.map((each) => `${sizedPictureUrl(key, each)} ${each}w`).join(", "),
    sizes,
    width,
    height,
  };
}
