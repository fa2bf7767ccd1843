import type { PictureWidth } from "./picture-widths";

/** Where a picture of the media store is served; the optimiser takes this path and makes the sizes. */
export const pictureUrl = (key: string): string => `/media/${key.split("/").map(encodeURIComponent).join("/")}`;

/** The same picture, made no wider than `width` and encoded as the browser likes it. */
export const sizedPictureUrl = (key: string, width: PictureWidth): string =>
  `/_next/image?url=${encodeURIComponent(pictureUrl(key))}&w=${width}&q=75`;
