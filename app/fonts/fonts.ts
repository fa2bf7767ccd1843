import localFont from "next/font/local";

/**
 * The faces are asked for with the page, so that its first layout is its last. One that comes late all the same is kept
 * for the next page instead of moving the lines of this one. The letters most pages never use are files of their own,
 * fetched only by a page that has one of them.
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

const displayMore = localFont({
  src: "./fraunces-display-more.woff2",
  weight: "560",
  display: "optional",
  preload: false,
  variable: "--font-fraunces-more",
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+A1-A2, U+A4, U+A6-A8, U+AA-AC, U+AE-B6, U+B8-C3, U+C5-D5, U+D8-DB, U+DD-DE, U+E0-E3, U+E5-E8, U+EA-F5, U+F7-FB, U+FD-FF, U+152-153, U+2010-2012, U+201A, U+2122, U+2190-2193",
    },
  ],
});

export const text = localFont({
  src: "./inter-text.woff2",
  weight: "400 680",
  display: "optional",
  preload: true,
  variable: "--font-inter",
  adjustFontFallback: "Arial",
});

const textMore = localFont({
  src: "./inter-text-more.woff2",
  weight: "400 680",
  display: "optional",
  preload: false,
  variable: "--font-inter-more",
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+A1-A2, U+A4, U+A6-A8, U+AA-AC, U+AE-B6, U+B8-C3, U+C5-D5, U+D8-DB, U+DD-DE, U+E0-E3, U+E5-E8, U+EA-F5, U+F7-FB, U+FD-FF, U+152-153, U+2010-2012, U+201A, U+2122, U+2190-2193",
    },
  ],
});

/** The class that gives the document all faces. */
export const fontVariables = [display, displayMore, text, textMore].map(({ variable }) => variable).join(" ");
