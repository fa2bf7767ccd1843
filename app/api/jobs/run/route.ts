import { connection } from "next/server";
import { databaseUrl, env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { requireOwnSession } from "@/lib/db/pooler";
import { hasBearer } from "@/lib/http/bearer";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { problem } from "@/lib/http/problem";
import { requestLog } from "@/lib/http/request-log";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { enqueueDue } from "@/lib/jobs/enqueue-due";
import { otherMethods } from "../../other-methods";

/** Longer than a drain lets itself take. */
export const maxDuration = 60;

/** Runs what is due, for deployments without a worker: a clock calls it every minute with JOBS_SECRET as bearer. */
async function run(request: Request): Promise<Response> {
  await connection();
  const { JOBS_SECRET: secret } = env();
  const headers = { "cache-control": "no-store" };
  if (!secret || !hasBearer(request.headers, secret))
    return problem(401, { code: "unauthorized" }, { "www-authenticate": "Bearer" });
  return orUnavailable(request, async () => {
    const url = databaseUrl();
    await requireOwnSession(url);
    await enqueueDue(db());
    const done = await drainJobs({ url, log: requestLog(request.headers) });
    return Response.json({ done }, { headers });
  });
}

export { run as GET, run as POST };

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
