import path from "node:path";

const prefix = "demo";

/** Where the demo catalog's pictures lie in the media store. */
export const demoFolder = (mediaDir: string): string => path.join(mediaDir, prefix);

export const mediaKey = (pictureKey: string): string => `${prefix}/${pictureKey}.png`;
