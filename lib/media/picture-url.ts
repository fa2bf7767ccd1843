/** Where a picture of the media store is served; `next/image` takes this path and makes the sizes. */
export const pictureUrl = (key: string): string => `/media/${key.split("/").map(encodeURIComponent).join("/")}`;
