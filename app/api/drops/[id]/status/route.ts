import { systemClock } from "@/lib/core/clock";
import { idSchema } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { sharedStatus } from "@/lib/inventory/waiting-room/shared-status";

/** The same answer for everyone who waits, so that a CDN asks once a second for all of them. */
const cacheControl = "public, max-age=1, s-maxage=1";

/** How far a drop is. Public: who asks compares it with the place they were told. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = idSchema.safeParse((await params).id);
  if (!id.success) return Response.json({ error: { code: "bad_request" } }, { status: 400 });
  const signal = await sharedStatus(db(), id.data, systemClock());
  const headers = { "cache-control": cacheControl };
  if (!signal) return Response.json({ error: { code: "not_found" } }, { status: 404, headers });
  return Response.json(signal, { headers });
}
