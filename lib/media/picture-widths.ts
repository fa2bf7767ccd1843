/** The widths the optimiser makes, in pixels; next.config.ts gives it this list, and it refuses any other. */
export const pictureWidths = [64, 128, 192, 320, 480, 640, 828, 1080, 1440, 1920] as const;

export type PictureWidth = (typeof pictureWidths)[number];
