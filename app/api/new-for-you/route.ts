import { z } from "zod";
import { seenCard } from "@/components/catalog/seen-product";
import { getCustomerId } from "@/lib/auth/guest";
import { readNewFor } from "@/lib/catalog/read-new-for";
import { systemClock } from "@/lib/core/clock";
import { idSchema } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { getMarket } from "@/lib/i18n/markets";
import { readBoughtIds } from "@/lib/orders/read-bought-ids";

/** As many as a browser remembers, and as many of what was bought. */
const knownMax = 12;
const shownMax = 6;

const query = z.object({
  locale: z.string(),
  seen: z
    .string()
    .max(1000)
    .default("")
    .transform((list) => list.split(",").filter((id) => idSchema.safeParse(id).success)),
});

/**
 * What is new of the kinds a shopper looked at, as their browser tells, or bought, as the signed cookie tells: nobody
 * else's orders can be asked for. Nothing of it is kept.
 */
export async function GET(request: Request): Promise<Response> {
  const parsed = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  const market = parsed.success ? getMarket(parsed.data.locale) : null;
  if (!parsed.success || !market) return Response.json({ error: { code: "invalid_request" } }, { status: 400 });
  const customerId = await getCustomerId();
  const bought = customerId ? await readBoughtIds(db(), customerId, knownMax) : [];
  const known = [...new Set([...parsed.data.seen.slice(0, knownMax), ...bought])];
  const cards = await readNewFor(db(), known, market, systemClock(), shownMax);
  return Response.json(
    cards.map((card) => seenCard(card, market.locale)),
    { headers: { "cache-control": "private, no-store" } },
  );
}
