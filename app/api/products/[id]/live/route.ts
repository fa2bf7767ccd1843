import { dropLabels } from "@/components/catalog/drop-labels";
import { leavingOf } from "@/lib/cart/leaving";
import { readLive } from "@/lib/catalog/read-live";
import { saving } from "@/lib/catalog/saving";
import { shownFree } from "@/lib/catalog/shown-free";
import { idSchema } from "@/lib/core/ids";
import { formatMoney, type Money } from "@/lib/core/money";
import { db } from "@/lib/db/client";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { problem, toProblem } from "@/lib/http/problem";
import { requireMarket } from "@/lib/i18n/markets";
import { readDrop } from "@/lib/inventory/waiting-room/read-drop";
import { readDeliveryQuotes } from "@/lib/shipping/read-quotes";
import { otherMethods } from "../../../other-methods";
import { liveQuerySchema } from "./describe";

interface Context {
  params: Promise<{ id: string }>;
}

/** What a static product page cannot know: prices and stock as of now, and the days a parcel would arrive. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return orUnavailable(request, () => tellLive(request, params));
}

async function tellLive(request: Request, params: Context["params"]): Promise<Response> {
  const id = idSchema.safeParse((await params).id);
  if (!id.success) return problem(400, { code: "invalid_request", field: "id" });
  const query = liveQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return problem(400, toProblem(query.error));
  const market = requireMarket(query.data.locale);
  const now = new Date();
  const [live, delivery, drop] = await Promise.all([
    readLive(db(), id.data, market.locale, now),
    readDeliveryQuotes(db(), market, now),
    readDrop(db(), id.data),
  ]);
  const headers = { "cache-control": "no-store" };
  if (!live) return problem(404, { code: "not_found" });
  const write = (money: Money) => ({ ...money, text: formatMoney(money, market.locale) });
  const variants = await Promise.all(
    live.variants.map(async ({ price, compareAt, ...variant }) => {
      const saved = saving(price, compareAt);
      return {
        ...variant,
        price: write(price),
        compareAt: saved && compareAt && write(compareAt),
        saving: saved && write(saved.amount),
        free: shownFree(variant.free),
        ...(variant.shipsFrom ? { delivery: await readDeliveryQuotes(db(), market, leavingOf([variant], now)) } : {}),
      };
    }),
  );
  const room = drop &&
    drop.status !== "closed" && { ...drop, now: now.toISOString(), labels: await dropLabels(drop, market.locale) };
  return Response.json({ variants, delivery, ...(room ? { drop: room } : {}) }, { headers });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
