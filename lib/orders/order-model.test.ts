import * as fc from "fast-check";
import Stripe from "stripe";
import { beforeAll, expect, test } from "vitest";
import { makeOrder, noon } from "@/dev/testing/buyer";
import { type FixtureVariant, makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { answerOf, deed, follow, holdsFor, modelTimeout } from "@/dev/testing/model";
import { findStockDrift } from "@/dev/testing/order-audit";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { markDelivered } from "@/lib/fulfilment/mark-delivered";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { adjustStock } from "@/lib/inventory/adjust-stock";
import { stripePayments } from "@/lib/payments/stripe";
import { cancelLines } from "./cancel-lines";
import { cancelOrder, lapseOrder } from "./lapse-order";
import { type OrderStatus, orderStatuses, orderTransitions } from "./order";
import { settlePayment } from "./settle-payment";

/**
 * An order as a model knows it: money that comes in time, late, twice or wrong, the clock, buyer and staff. A unit is on
 * the shelf, held, sold or gone with a parcel; what was paid is kept or owed back. Prices include tax, so that units have
 * round money; the payment's page was never opened, so that nobody at the provider is asked.
 */
const database = useDatabase();
const provider = stripePayments(new Stripe("sk_test_nobody", { host: "127.0.0.1", port: 1, protocol: "http" }));
const staffId = newId();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const goods = [
  { quantity: 2, price: 2_000, onHand: 3 },
  { quantity: 1, price: 999, onHand: 1 },
];

interface Model {
  order: OrderStatus;
  isCut: boolean;
  lines: { shipped: number; cancelled: number; shelf: { onHand: number; held: number; sold: number } }[];
  arrived: boolean[];
  /** Whose money it is, by number; what was taken of it; what is owed back of it, and of other payments. */
  money: { own: number | null; captured: number; owed: number; strays: number[] };
}

interface Real {
  key: { customerId: string; orderId: string };
  total: number;
  lineIds: string[];
  variants: FixtureVariant[];
  shipmentIds: string[];
}

async function begin(): Promise<{ model: Model; real: Real }> {
  const { db } = database;
  const variants: FixtureVariant[] = [];
  for (const { price, onHand } of goods)
    variants.push(await makeProduct(db, world, { onHand, prices: { EUR: price } }));
  const bought = variants.map((variant, line) => ({ ...variant, quantity: goods[line]?.quantity ?? 0 }));
  const { customerId, orderId, total } = await makeOrder(db, bought, "de-DE");
  const key = { customerId, orderId };
  const lines = await db.orderLine.findMany({ where: key, orderBy: { position: "asc" } });
  const shelves = goods.map(({ quantity, onHand }) => ({ onHand, held: quantity, sold: 0 }));
  return {
    model: {
      order: "pending_payment",
      isCut: false,
      lines: shelves.map((shelf) => ({ shipped: 0, cancelled: 0, shelf })),
      arrived: [],
      money: { own: null, captured: 0, owed: 0, strays: [] },
    },
    real: { key, total, lineIds: lines.map(({ lineId }) => lineId), variants, shipmentIds: [] },
  };
}

const reached = new Set<string>();
const intentOf = ({ key }: Real, nth: number) => `pi_${key.orderId}_${nth}`;
const nthOf = (intent: string | null) => (intent === null ? null : Number(intent.at(-1)));
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

async function look({ key, lineIds, variants, shipmentIds }: Real): Promise<Model> {
  const { db } = database;
  const order = await db.order.findUniqueOrThrow({
    where: { customerId_orderId: key },
    include: { lines: true, payment: true, refunds: true },
  });
  const { merchantId } = world;
  const part = await db.fulfilment.findFirst({
    where: { merchantId, orderId: key.orderId },
    include: { lines: true, shipments: true },
  });
  const lines = lineIds.map(async (lineId, line) => {
    const { onHand, held, sold } = await db.stockLevel.findFirstOrThrow({ where: { ...variants[line] } });
    return {
      shipped: part?.lines.find((each) => each.lineId === lineId)?.shippedQuantity ?? 0,
      cancelled: order.lines.find((each) => each.lineId === lineId)?.cancelledQuantity ?? 0,
      shelf: { onHand, held, sold },
    };
  });
  const own = order.payment?.paymentIntentId ?? null;
  const strays = order.refunds.filter(({ paymentIntentId }) => paymentIntentId !== own);
  reached.add(order.status);
  return {
    order: order.status,
    isCut: part !== null,
    lines: await Promise.all(lines),
    arrived: shipmentIds.map((id) =>
      Boolean(part?.shipments.some(({ shipmentId, status }) => shipmentId === id && status === "delivered")),
    ),
    money: {
      own: nthOf(own),
      captured: order.payment?.capturedAmount ?? 0,
      owed: sum(order.refunds.map(({ amount, paymentIntentId }) => (paymentIntentId === own ? amount : 0))),
      strays: strays.map(({ paymentIntentId }) => nthOf(paymentIntentId) ?? 0).toSorted(),
    },
  };
}

const quantityOf = (line: number) => goods[line]?.quantity ?? 0;
const standing = ({ lines }: Model): number[] =>
  lines.map(({ shipped, cancelled }, line) => quantityOf(line) - shipped - cancelled);

/** Where its parcels have brought a paid order. */
function advance(model: Model): void {
  if (model.arrived.length === 0) return;
  const left = sum(standing(model)) > 0;
  model.order = follow(orderTransitions, model.order, left ? "partially_shipped" : "shipped");
  if (!left && model.arrived.every(Boolean)) model.order = follow(orderTransitions, model.order, "delivered");
}

/** The order ends unpaid, if it is where that is allowed: its units are for sale again. */
function end(model: Model, to: "lapsed" | "cancelled"): string {
  if (model.order !== "pending_payment") return "over";
  model.order = follow(orderTransitions, model.order, to);
  for (const [line, { shelf }] of model.lines.entries()) shelf.held -= quantityOf(line);
  return to;
}

/** The total, which the model is not told before the first payment. */
const wrong = 2;

const moneyComes = deed<Model, Real, number>(
  {
    what: "money comes",
    input: fc.constantFrom(0, 0, 0, 1, wrong),
    act: ({ key, ...real }, nth) => {
      const paymentIntentId = intentOf({ key, ...real }, nth);
      const amount = nth === wrong ? real.total - 1 : real.total;
      const paid = { ...key, sessionId: null, paymentIntentId, amount, currency: "EUR", actor: "stripe" as const };
      return settlePayment(database.db, paid, noon);
    },
    predict: (model, nth) => {
      const { money, lines } = model;
      if (money.own === nth) return "already_settled";
      if (money.own !== null || nth === wrong) {
        if (money.strays.includes(nth)) return "already_settled";
        money.strays = [...money.strays, nth].toSorted();
        return "refunding";
      }
      money.own = nth;
      money.captured = totalOfGoods;
      const late = model.order === "lapsed";
      const gone = lines.some(({ shelf }, line) => shelf.onHand - shelf.held < quantityOf(line));
      if (model.order === "cancelled" || (late && gone)) {
        money.owed = totalOfGoods;
        return "refunding";
      }
      model.order = follow(orderTransitions, model.order, "paid");
      for (const [line, { shelf }] of lines.entries()) {
        if (!late) shelf.held -= quantityOf(line);
        shelf.onHand -= quantityOf(line);
        shelf.sold += quantityOf(line);
      }
      return late ? "settled_late" : "settled";
    },
  },
  look,
);

const lapses = deed<Model, Real, boolean>(
  {
    what: "its time is up",
    input: fc.boolean(),
    act: ({ key }, early) => {
      const now = new Date(noon.getTime() + (early ? 0 : 24 * 3_600_000));
      return lapseOrder(database.db, provider, key, now);
    },
    predict: (model, early) => (early && model.order === "pending_payment" ? "not_due" : end(model, "lapsed")),
  },
  look,
);

const buyerCancels = deed<Model, Real, null>(
  {
    what: "the buyer calls an unpaid order off",
    input: fc.constant(null),
    act: ({ key }) => cancelOrder(database.db, provider, key, noon),
    predict: (model) => end(model, "cancelled"),
  },
  look,
);

const counts = deed<Model, Real, { line: number; by: number }>(
  {
    what: "the shelf is counted",
    input: fc.record({ line: fc.nat(1), by: fc.constantFrom(-1, -2, 1) }),
    act: async ({ variants }, { line, by }) => {
      const variant = variants[line] ?? { productId: newId(), variantId: newId() };
      const change = { ...variant, onHand: { by }, reason: "counted" };
      return answerOf(await adjustStock(database.db, { merchantId: world.merchantId, staffId, now: noon }, change));
    },
    predict: ({ lines }, { line, by }) => {
      const { shelf, shipped } = lines[line] ?? { shelf: { onHand: 0, held: 0, sold: 0 }, shipped: 0 };
      const { onHand, held, sold } = shelf;
      if (by < 0 && onHand + sold - shipped + by < 0) return "below_nothing";
      if (by < 0 && onHand + by < 0) return "below_owed";
      if (by < 0 && onHand + by < held) return "below_held";
      for (const [at, { shelf }] of lines.entries()) if (at === line) shelf.onHand += by;
      return "ok";
    },
  },
  look,
);

const chosen = fc.option(fc.record({ line: fc.nat(1), quantity: fc.integer({ min: 1, max: 2 }) }));
type Chosen = { line: number; quantity: number } | null;
/** As many units of each line as were asked for, or all that stand. */
const askedOf = (model: Model, choice: Chosen): number[] =>
  standing(model).map((left, line) => (choice ? (choice.line === line ? choice.quantity : 0) : left));
const isTooMany = (model: Model, asked: readonly number[]): boolean =>
  standing(model).some((left, line) => (asked[line] ?? 0) > left);

const ships = deed<Model, Real, Chosen>(
  {
    what: "a parcel leaves",
    input: chosen,
    act: async ({ key, lineIds, shipmentIds }, choice) => {
      await cutFulfilments(database.db, key, noon);
      const { merchantId } = world;
      const part = await database.db.fulfilment.findFirst({ where: { merchantId, orderId: key.orderId } });
      const parcel = { fulfilmentId: part?.fulfilmentId ?? newId(), shipmentId: newId() };
      const lines = choice && { lines: [{ lineId: lineIds[choice.line] ?? "", quantity: choice.quantity }] };
      const label = { carrier: "ups" as const, tracking: "1Z" };
      const done = await shipFulfilment(database.db, { merchantId, staffId }, { ...parcel, ...label, ...lines }, noon);
      if (done.ok) shipmentIds.push(parcel.shipmentId);
      return answerOf(done);
    },
    predict: (model, choice) => {
      if (model.order === "paid") model.isCut = true;
      if (!model.isCut) return "not_found";
      advance(model);
      if (sum(standing(model)) === 0) return model.arrived.length === 0 ? "cancelled" : "already_shipped";
      const asked = askedOf(model, choice);
      if (isTooMany(model, asked)) return "too_many";
      for (const [line, each] of model.lines.entries()) each.shipped += asked[line] ?? 0;
      model.arrived.push(false);
      advance(model);
      return "ok";
    },
  },
  look,
);

const arrives = deed<Model, Real, number>(
  {
    what: "a parcel arrives",
    input: fc.nat(5),
    isPossible: ({ arrived }) => arrived.length > 0,
    act: async ({ key, shipmentIds }, nth) => {
      const { merchantId } = world;
      const where = { merchantId, orderId: key.orderId };
      const { fulfilmentId } = await database.db.fulfilment.findFirstOrThrow({ where });
      const parcel = { fulfilmentId, shipmentId: shipmentIds[nth % shipmentIds.length] ?? "" };
      return answerOf(await markDelivered(database.db, { merchantId, staffId }, parcel, noon));
    },
    predict: (model, nth) => {
      const at = nth % model.arrived.length;
      if (model.arrived[at]) return "already_delivered";
      model.arrived[at] = true;
      advance(model);
      return "ok";
    },
  },
  look,
);

const callsOff = deed<Model, Real, Chosen>(
  {
    what: "units are called off",
    input: chosen,
    act: async ({ key, lineIds }, choice) => {
      const lines = choice ? [{ lineId: lineIds[choice.line] ?? "", quantity: choice.quantity }] : ("all" as const);
      const wish = { ...key, cancellationId: newId(), lines, reason: "changed_mind", actor: "shopper" as const };
      return answerOf(await cancelLines(database.db, wish, noon));
    },
    predict: (model, choice) => {
      if (model.order !== "paid" && model.order !== "partially_shipped") return "not_cancellable";
      const asked = askedOf(model, choice);
      if (isTooMany(model, asked)) return "quantity_invalid";
      if (sum(asked) === 0) return "nothing_chosen";
      for (const [line, each] of model.lines.entries()) {
        const units = asked[line] ?? 0;
        each.cancelled += units;
        each.shelf.onHand += units;
        each.shelf.sold -= units;
        model.money.owed += units * (goods[line]?.price ?? 0);
      }
      if (model.lines.some(({ cancelled }, line) => cancelled < quantityOf(line))) return "ok";
      model.order = follow(orderTransitions, model.order, "cancelled");
      // With the last unit the shipping goes back as well.
      model.money.owed = model.money.captured;
      return "ok";
    },
  },
  look,
);

/** Each order's total, its shipping with it: they are all alike. */
let totalOfGoods = 0;

test(
  "an order is where the model of it is, whatever money, clock, buyer and staff do",
  async () => {
    const steps = [moneyComes, moneyComes, lapses, buyerCancels, counts, ships, ships, arrives, arrives, callsOff];
    const walk = fc.commands(steps, { maxCommands: 14, size: "max" });
    await holdsFor(
      fc.asyncProperty(walk, async (commands) => {
        const { model, real } = await begin();
        totalOfGoods = real.total;
        await fc.asyncModelRun(() => ({ model, real }), commands);
      }),
      16,
    );
    expect([...reached].toSorted()).toEqual([...orderStatuses].toSorted());
    expect(await findStockDrift(database.db)).toEqual([]);
  },
  modelTimeout,
);
