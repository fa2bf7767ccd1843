import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { problem } from "@/lib/http/problem";
import { endWatch } from "@/lib/notifications/end-watch";
import { readWatchToken } from "@/lib/notifications/watch-token";
import { otherMethods } from "../../other-methods";

/** One click in a mail program (RFC 8058) ends what was asked for. The signed address is the right to it. */
export async function POST(_request: Request, { params }: { params: Promise<{ token: string }> }) {
  const watch = readWatchToken((await params).token, env().AUTH_SECRET);
  if (!watch) return problem(404, { code: "not_found" });
  await endWatch(db(), watch);
  return new Response(null, { status: 200 });
}

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
