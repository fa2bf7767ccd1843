import type { Crumb } from "@/components/ui/breadcrumbs";
import { breadcrumbData, toScriptText } from "@/lib/catalog/structured-data";
import { absoluteUrl } from "@/lib/i18n/alternates";

/** Where a page stands, told to search engines in its first HTML; `here` is the page's own address. */
export function TrailData({ crumbs, here }: { crumbs: readonly Crumb[]; here: string }) {
  const json = toScriptText(breadcrumbData(crumbs.map(({ name, href = here }) => ({ name, url: absoluteUrl(href) }))));
  // biome-ignore lint/security/noDangerouslySetInnerHtml: toScriptText escapes what could close the element
  return <script dangerouslySetInnerHTML={{ __html: json }} type="application/ld+json" />;
}
