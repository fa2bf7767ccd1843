import { connection } from "next/server";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { listFacetKeys } from "@/lib/search/know-facets";
import { otherMethods } from "../other-methods";
import { composeDocument } from "./compose-document";

const headers = { "cache-control": "public, max-age=300, s-maxage=300", "access-control-allow-origin": "*" };

/** The API's description, for tools that write clients, tests and pages from it. Public. */
export async function GET(): Promise<Response> {
  await connection();
  return Response.json(composeDocument(await listFacetKeys(db()), env().APP_URL), { headers });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
