import { z } from "zod";
import { chance } from "@/dev/demo-catalog/chance";
import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { insist } from "./insist";
import { pickWeighted } from "./pick";
import type { Ask } from "./verbs";

const guid = z.string();
const workSchema = z.array(
  z.object({
    merchantId: guid,
    fulfilmentId: guid,
    customerId: guid,
    orderId: guid,
    lines: z.array(z.object({ lineId: guid, variantId: guid, left: z.number(), shipped: z.number() })),
    shipmentId: guid.nullable(),
  }),
);
type Work = z.infer<typeof workSchema>[number];

type Answer = { code: string } | null;

/** What a clerk does to one part of an order, by chance: none of it is coordinated with anybody. */
const deeds: Record<keyof typeof usualDeeds, (ask: Ask, work: Work, half: boolean) => Promise<Answer | Answer[]>> = {
  ship: (ask, { merchantId, fulfilmentId, lines }, half) => {
    const parcel = { merchantId, fulfilmentId, shipmentId: newId(), lines: unitsOf(lines, "left", half) };
    // A form sent twice ships once.
    return Promise.all([ask("ship", parcel), ask("ship", parcel)]);
  },
  deliver: async (ask, { merchantId, fulfilmentId, shipmentId }) =>
    shipmentId ? ask("deliver", { merchantId, fulfilmentId, shipmentId }) : null,
  cancel: (ask, { customerId, orderId, merchantId, lines }, half) =>
    ask("cancelLines", {
      customerId,
      orderId,
      merchantId,
      cancellationId: newId(),
      lines: half ? unitsOf(lines, "left", true) : "all",
    }),
  refund: (ask, { customerId, orderId, merchantId, lines }) =>
    Promise.all(
      [newId(), newId()].map((refundId) =>
        ask("refund", { customerId, orderId, merchantId, refundId, lines: unitsOf(lines, "left", true) }),
      ),
    ),
  return: async (ask, { customerId, orderId, merchantId, lines }, half) => {
    const back = unitsOf(lines, "shipped", half);
    const returnId = newId();
    const resolution = half ? "store_credit" : "refund";
    await insist(() => ask("askReturn", { customerId, orderId, returnId, resolution, lines: back }));
    return insist(() => ask("takeReturn", { merchantId, returnId, lines: back }));
  },
  /** Buyer and merchant call it off at once. */
  returnOff: async (ask, { customerId, orderId, merchantId, lines }, half) => {
    const returnId = newId();
    const key = { customerId, orderId, returnId };
    await insist(() => ask("askReturn", { ...key, resolution: "refund", lines: unitsOf(lines, "shipped", half) }));
    return Promise.all([
      insist(() => ask("cancelReturn", key)),
      insist(() => ask("rejectReturn", { merchantId, returnId })),
    ]);
  },
  exchange: async (ask, { customerId, orderId, merchantId, lines }, half) => {
    const back = unitsOf(lines, "shipped", half);
    const sameAgain = new Map(lines.map(({ lineId, variantId }) => [lineId, variantId]));
    const wanted = back.map((line) => ({ ...line, exchangeVariantId: sameAgain.get(line.lineId) ?? "" }));
    const returnId = newId();
    await insist(() => ask("askReturn", { customerId, orderId, returnId, resolution: "exchange", lines: wanted }));
    // Two clerks take it at once.
    const taken = () => insist(() => ask("takeReturn", { merchantId, returnId, lines: back }));
    return Promise.all([taken(), taken()]);
  },
  mailCredit: (ask, { customerId, orderId, merchantId }) => {
    const wish = { customerId, orderId, merchantId, sendingId: newId() };
    return Promise.all([ask("mailCredit", wish), ask("mailCredit", wish)]);
  },
};
export const usualDeeds = {
  ship: 4,
  deliver: 2,
  cancel: 2,
  refund: 3,
  return: 3,
  returnOff: 1,
  exchange: 2,
  mailCredit: 1,
};
export type Weights = Record<keyof typeof usualDeeds, number>;

const isDone = (answer: Answer): boolean => answer?.code === "ok";

const unitsOf = (lines: Work["lines"], of: "left" | "shipped", half: boolean) =>
  lines
    .map((line) => ({ lineId: line.lineId, quantity: half ? Math.ceil(line[of] / 2) : line[of] }))
    .filter(({ quantity }) => quantity > 0);

/** A clerk takes up a few parts of orders as they come, and does something to each. Returns what was done, and what was refused. */
export async function workOnce(db: Db, ask: Ask, seed: string, likely: Weights = usualDeeds): Promise<string[]> {
  const next = chance(seed);
  const found = await insist(() => findWork(db, next()), 2);
  const done: string[] = [];
  for (const work of found ?? []) {
    const deed = pickWeighted(likely, next);
    const half = next() < 0.4;
    const answers = [await insist(async () => deeds[deed](ask, work, half), 3)].flat();
    done.push(answers.some(isDone) ? deed : `${deed} refused`);
  }
  return done;
}

/** Some parts of orders, beginning somewhere. */
async function findWork(db: Db, from: number): Promise<Work[]> {
  const rows = await db.$queryRaw`
    with chosen as (
      select * from fulfilment where status <> 'cancelled' order by fulfilment_id
      offset (select (count(*) * ${from}::float8)::int from fulfilment) limit 6)
    select f.merchant_id as "merchantId", f.fulfilment_id as "fulfilmentId", f.customer_id as "customerId",
      f.order_id as "orderId",
      (select shipment_id from shipment s where s.merchant_id = f.merchant_id and s.fulfilment_id = f.fulfilment_id
         and s.status = 'shipped' limit 1) as "shipmentId",
      (select json_agg(json_build_object('lineId', line_id, 'variantId', variant_id, 'left', quantity - shipped_quantity - cancelled_quantity,
         'shipped', shipped_quantity)) from fulfilment_line l
        where l.merchant_id = f.merchant_id and l.fulfilment_id = f.fulfilment_id) as lines
    from chosen f`;
  return workSchema.parse(rows);
}
