import { connection } from "next/server";
import { absoluteUrl } from "@/lib/i18n/alternates";

/** Written per request: the address of the shop is not known when it is built. */
export async function GET(): Promise<Response> {
  await connection();
  const lines = [
    "User-agent: *",
    ...["/api/", "/*/cart", "/*/checkout", "/*/orders/", "/*/admin", "/*/search"].map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${absoluteUrl("/sitemap.xml")}`,
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
