import { toSmallCard } from "@/components/catalog/to-small-card";
import { getCustomerId } from "@/lib/auth/guest";
import { readNewFor } from "@/lib/catalog/read-new-for";
import { systemClock } from "@/lib/core/clock";
import { db } from "@/lib/db/client";
import { keptByNobody } from "@/lib/http/kept-by-nobody";
import { problem, toProblem } from "@/lib/http/problem";
import { requireMarket } from "@/lib/i18n/markets";
import { readBoughtIds } from "@/lib/orders/read-bought-ids";
import { answerWithinLimit } from "../answer-within-limit";
import { otherMethods } from "../other-methods";
import { newForYouQuerySchema } from "./describe";

/** As many of what was bought as a browser remembers of what was looked at. */
const boughtMax = 12;
const shownMax = 6;

/**
 * What is new of the kinds a shopper looked at, as their browser tells, or bought, as the signed cookie tells: nobody
 * else's orders can be asked for. Nothing of it is kept.
 */
export function GET(request: Request): Promise<Response> {
  return answerWithinLimit(request, () => listNew(request));
}

async function listNew(request: Request): Promise<Response> {
  const parsed = newForYouQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return problem(400, toProblem(parsed.error));
  const market = requireMarket(parsed.data.locale);
  const seen = parsed.data.seen.split(",").filter(Boolean);
  const customerId = await getCustomerId();
  const bought = customerId ? await readBoughtIds(db(), customerId, boughtMax) : [];
  const known = [...new Set([...seen, ...bought])];
  const cards = await readNewFor(db(), known, market, systemClock(), shownMax);
  return Response.json(
    cards.map((card) => toSmallCard(card, market.locale)),
    { headers: { "cache-control": keptByNobody } },
  );
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
