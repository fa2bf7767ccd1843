import localFont from "next/font/local";

/**
 * The faces are asked for with the page, so that its first layout is its last. One that comes late all the same is kept
 * for the next page instead of moving the lines of this one.
 */

/** Display: headings only. */
export const display = localFont({
  src: "./fraunces-display.woff2",
  weight: "560",
  display: "optional",
  preload: true,
  variable: "--font-fraunces",
  adjustFontFallback: "Times New Roman",
});

export const text = localFont({
  src: "./inter-text.woff2",
  weight: "400 680",
  display: "optional",
  preload: true,
  variable: "--font-inter",
  adjustFontFallback: "Arial",
});
