import { escapeXml } from "@/lib/core/escape-xml";
import { absoluteUrl, localePath } from "./alternates";
import { type Locale, locales } from "./markets";

export interface SitemapPage {
  /** Below the locale. */
  path: string;
  changed?: Date;
}

const address = (locale: Locale, path: string): string => escapeXml(absoluteUrl(localePath(locale, path)));

/** A sitemap of sitemaps (sitemaps.org 0.9). */
export function sitemapIndex(paths: string[]): string {
  const entries = paths.map((path) => `<sitemap><loc>${escapeXml(absoluteUrl(path))}</loc></sitemap>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join("\n")}\n</sitemapindex>\n`;
}

/** One market's addresses. Their alternates stand in each page's head; here they would be twelve times the size. */
export function sitemap(locale: Locale, pages: SitemapPage[]): string {
  const entries = pages.map(
    ({ path, changed }) =>
      `<url><loc>${address(locale, path)}</loc>${changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ""}</url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join("\n")}\n</urlset>\n`;
}

/** Every market's address of each part: `/sitemaps/de-DE/categories.xml`. */
export const sitemapPaths = (parts: string[]): string[] =>
  locales.flatMap((locale) => parts.map((part) => `/sitemaps/${locale}/${part}.xml`));
