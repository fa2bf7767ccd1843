import { clientAddress } from "@/lib/auth/client-address";
import { ensureCustomerId, getCustomerId } from "@/lib/auth/guest";
import { takeAttempt } from "@/lib/auth/rate-limit";
import { systemClock } from "@/lib/core/clock";
import { idSchema, shortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { problem } from "@/lib/http/problem";
import { readText } from "@/lib/http/read-text";
import { notJoined } from "@/lib/inventory/waiting-room/drop";
import { joinDrop } from "@/lib/inventory/waiting-room/join-drop";
import { readPlace } from "@/lib/inventory/waiting-room/read-place";
import { otherMethods } from "../../../other-methods";
import { joinFormSchema } from "./describe";

/** A household or an office shares an address; a farm of tickets shows by its number. */
const joinLimit = { max: 60, windowSeconds: 600 };

/** A market's tag, and what else a form may hold. */
const formMaxBytes = 4096;

const headers = { "cache-control": "no-store" };
const refuse = (code: string, status: number) => problem(status, { code });

interface Context {
  params: Promise<{ id: string }>;
}

/** Where this shopper stands: the one of the signed cookie, never one named by the request. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return orUnavailable(request, () => tellPlace(params));
}

async function tellPlace(params: Context["params"]): Promise<Response> {
  const id = idSchema.safeParse((await params).id);
  if (!id.success) return refuse("bad_request", 400);
  const ticketId = await getCustomerId();
  const own = ticketId ? await readPlace(db(), { productId: id.data, ticketId }) : notJoined;
  return own ? Response.json(own, { headers }) : refuse("not_found", 404);
}

/** Lets this shopper wait. A form without script, which names its market, is sent back to the page it came from. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return orUnavailable(request, () => join(request, params));
}

async function join(request: Request, params: Context["params"]): Promise<Response> {
  const id = idSchema.safeParse((await params).id);
  if (!id.success || isForeign(request.headers)) return refuse("bad_request", 400);
  const productId = id.data;
  const now = systemClock();
  const address = clientAddress(request.headers);
  const attempt = await takeAttempt(db(), `drop ${productId} ${address}`, joinLimit, now);
  const back = await pageOf(request, productId);
  if (!attempt.allowed) {
    if (back) return redirectTo(`${back}?problem=too_many`);
    return problem(429, { code: "too_many" }, { "retry-after": String(attempt.retryAfterSeconds) });
  }
  const joined = await joinDrop(db(), { productId, ticketId: await ensureCustomerId() }, now);
  if (back) return redirectTo(back);
  return joined.ok ? Response.json(joined.value, { headers }) : refuse(joined.error.code, 404);
}

/** Another site's page can't make its visitors wait here. */
const isForeign = (given: Headers): boolean => !["same-origin", "none", null].includes(given.get("sec-fetch-site"));

async function pageOf(request: Request, productId: string): Promise<string | null> {
  const [type = ""] = request.headers.get("content-type")?.split(";") ?? [];
  if (type.trim().toLowerCase() !== "application/x-www-form-urlencoded") return null;
  const sent = await readText(request, formMaxBytes);
  const form = joinFormSchema.safeParse(Object.fromEntries(new URLSearchParams(sent ?? "")));
  return form.success ? `/${form.data.locale}/drop/${shortId(productId)}` : null;
}

/** A relative address, right behind any proxy; 303, so that reloading asks nothing again. */
const redirectTo = (location: string): Response =>
  new Response(null, { status: 303, headers: { ...headers, location } });

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
