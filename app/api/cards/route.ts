import { toSmallCard } from "@/components/catalog/to-small-card";
import { readKeptCards } from "@/lib/catalog/kept-cards";
import { db } from "@/lib/db/client";
import { problem, toProblem } from "@/lib/http/problem";
import { requireMarket } from "@/lib/i18n/markets";
import { answerWithinLimit } from "../answer-within-limit";
import { otherMethods } from "../other-methods";
import { cardsQuerySchema } from "./describe";

/** The same for everyone who asks the same, but what somebody looked at is no matter for a store between. */
const cacheControl = "private, max-age=30";

/** Products by their ids, at today's price and as far as they can be had. Public: it tells nothing but what the shop sells. */
export function GET(request: Request): Promise<Response> {
  return answerWithinLimit(request, () => listCards(request));
}

async function listCards(request: Request): Promise<Response> {
  const parsed = cardsQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return problem(400, toProblem(parsed.error));
  const market = requireMarket(parsed.data.locale);
  const cards = await readKeptCards(db(), parsed.data.ids.split(",").filter(Boolean), market);
  const available = cards.filter(({ inStock }) => inStock).map((card) => toSmallCard(card, market.locale));
  return Response.json(available, { headers: { "cache-control": cacheControl } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
