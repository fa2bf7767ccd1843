import localFont from "next/font/local";

/**
 * A page is painted before its scripts run, and often before its faces are there: a face that comes later than that is
 * kept for the next page instead of moving the lines of this one.
 */

/** Display: headings only. */
export const display = localFont({
  src: "./fraunces-display.woff2",
  weight: "560",
  display: "optional",
  preload: false,
  variable: "--font-fraunces",
  adjustFontFallback: "Times New Roman",
});

export const text = localFont({
  src: "./inter-text.woff2",
  weight: "400 680",
  display: "optional",
  preload: false,
  variable: "--font-inter",
  adjustFontFallback: "Arial",
});
