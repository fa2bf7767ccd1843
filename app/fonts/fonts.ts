import localFont from "next/font/local";

/** Display: headings only. */
export const display = localFont({
  src: "./fraunces-display.woff2",
  weight: "560",
  display: "swap",
  preload: false,
  variable: "--font-fraunces",
  adjustFontFallback: "Times New Roman",
});

export const text = localFont({
  src: "./inter-text.woff2",
  weight: "400 680",
  display: "swap",
  preload: false,
  variable: "--font-inter",
  adjustFontFallback: "Arial",
});
