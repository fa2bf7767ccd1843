import { systemClock } from "@/lib/core/clock";
import { idSchema } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { problem } from "@/lib/http/problem";
import { sharedStatus } from "@/lib/inventory/waiting-room/shared-status";
import { otherMethods } from "../../../other-methods";

/** The same answer for everyone who waits, so that a CDN asks once a second for all of them. */
const cacheControl = "public, max-age=1, s-maxage=1";

interface Context {
  params: Promise<{ id: string }>;
}

/** How far a drop is. Public: who asks compares it with the place they were told. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return orUnavailable(request, () => tellStatus(params));
}

async function tellStatus(params: Context["params"]): Promise<Response> {
  const id = idSchema.safeParse((await params).id);
  if (!id.success) return problem(400, { code: "invalid_request", field: "id" });
  const signal = await sharedStatus(db(), id.data, systemClock());
  const headers = { "cache-control": cacheControl };
  if (!signal) return problem(404, { code: "not_found" }, headers);
  return Response.json(signal, { headers });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
