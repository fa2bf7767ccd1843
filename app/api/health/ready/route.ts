import { connection } from "next/server";
import { db } from "@/lib/db/client";
import { requestLog } from "@/lib/http/request-log";
import { isWarmingUp } from "@/lib/http/warm-up";
import { otherMethods } from "../../other-methods";

const timeoutMs = 3_000;

/**
 * The one thing the shop can't do without answers: its database. Search, Redis, Stripe and mail may be down. For its first
 * seconds a process warms up, and is slower than those that are ready.
 */
export async function GET(request: Request): Promise<Response> {
  await connection();
  const headers = { "cache-control": "no-store" };
  if (isWarmingUp())
    return Response.json({ status: "warming up" }, { status: 503, headers: { ...headers, "retry-after": "1" } });
  try {
    await Promise.race([db().$queryRaw`select 1`, failAfter(timeoutMs)]);
    return Response.json({ status: "ready" }, { headers });
  } catch (err) {
    requestLog(request.headers).warn({ err }, "not ready: the database does not answer");
    return Response.json(
      { status: "database unavailable" },
      { status: 503, headers: { ...headers, "retry-after": "5" } },
    );
  }
}

function failAfter(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms).unref();
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
