import { connection } from "next/server";
import { absoluteUrl } from "@/lib/i18n/alternates";
import { switchRoom } from "@/lib/i18n/markets";

const rooms = ["/api/", `/${switchRoom}/`, "/*/cart", "/*/checkout", "/*/orders/", "/*/admin", "/*/search"];

/**
 * Lists that lib/search/indexing.ts leaves out or points elsewhere: a crawler would spend its time on millions of them. A
 * single value of a facet and every later page may be asked for. What is not asked for is not read either, `noindex`
 * included; why that is the better of the two: docs/search.md.
 */
const filters = ["/*?*f=*&f=", "/*?*price=", "/*?*stock=", "/*?*sort=", "/*?*all="];

/** Written per request: the address of the shop is not known when it is built. */
export async function GET(): Promise<Response> {
  await connection();
  const lines = [
    "User-agent: *",
    ...[...rooms, ...filters].map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${absoluteUrl("/sitemap.xml")}`,
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
