import { connection } from "next/server";
import { otherMethods } from "@/app/api/other-methods";
import { absoluteUrl } from "@/lib/i18n/alternates";
import { writeRobots } from "./write-robots";

/** Written per request: the address of the shop is not known when it is built. */
export async function GET(): Promise<Response> {
  await connection();
  return new Response(writeRobots(absoluteUrl("/sitemap.xml")), {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
