import { connection } from "next/server";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { listFacetKeys } from "@/lib/search/know-facets";
import { otherMethods } from "../other-methods";
import { composeDocument } from "./compose-document";

const open = { "access-control-allow-origin": "*" };
const headers = { "cache-control": "public, max-age=300, s-maxage=300", ...open };

/** The API's description, for tools that write clients, tests and pages from it. Public. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  const describe = async () => Response.json(composeDocument(await listFacetKeys(db()), env().APP_URL), { headers });
  return orUnavailable(request, describe, open);
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
