import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { problem } from "@/lib/http/problem";
import { endWatch } from "@/lib/notifications/end-watch";
import { readWatchToken } from "@/lib/notifications/watch-token";
import { otherMethods } from "../../other-methods";

interface Context {
  params: Promise<{ token: string }>;
}

/** One click in a mail program (RFC 8058) ends what was asked for. The signed address is the right to it. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return orUnavailable(request, () => callOff(params));
}

async function callOff(params: Context["params"]): Promise<Response> {
  const watch = readWatchToken((await params).token, env().AUTH_SECRET);
  if (!watch) return problem(404, { code: "not_found" });
  await endWatch(db(), watch);
  return new Response(null, { status: 200 });
}

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
