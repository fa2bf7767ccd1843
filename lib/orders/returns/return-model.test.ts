import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { type FixtureVariant, makeProduct, makeVariant, makeWorld, type World } from "@/dev/testing/fixtures";
import { answerOf, deed, follow, holdsFor, modelTimeout } from "@/dev/testing/model";
import { findStockDrift } from "@/dev/testing/order-audit";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { markDelivered } from "@/lib/fulfilment/mark-delivered";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { refundOrder } from "../refund-order";
import { approveReturn } from "./approve-return";
import { cancelReturn } from "./cancel-return";
import { exchangeReturn } from "./exchange-return";
import { inspectReturn } from "./inspect-return";
import { receiveReturn } from "./receive-return";
import { refundReturn } from "./refund-return";
import { rejectReturn } from "./reject-return";
import { requestReturn } from "./request-return";
import { type Resolution, type ReturnStatus, resolutions, returnStatuses, returnTransitions } from "./return";

/**
 * The returns of an order as a model knows them: a unit is asked back once and paid back once, a replacement is set
 * aside from the approval to the end, and each status follows its transition table. Several returns of several lines
 * stand beside each other, and staff give units back without one. Prices include tax, so that units have round money.
 */
const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});
const staff = () => ({ merchantId: world.merchantId, staffId: "01900000-0000-7000-8000-000000000001" });
const later = new Date(noon.getTime() + 24 * 3_600_000);

/** What was bought, and what it may be exchanged for. */
const goods = [
  { quantity: 3, price: 2_000, other: 1_500, spare: 3 },
  { quantity: 2, price: 999, other: 999, spare: 2 },
];
const onHand = 5;

interface Shelf {
  onHand: number;
  held: number;
  sold: number;
}

interface Model {
  /** Units of each line whose money went back. */
  settled: number[];
  returns: {
    status: ReturnStatus;
    resolution: Resolution;
    asked: number[];
    accepted: (number | null)[];
    /** Of the replacement, once the exchange is approved. */
    aside: number[];
  }[];
  bought: Shelf[];
  replacements: Shelf[];
  /** Back to the card, into store credit, and into orders of replacements. */
  money: { card: number; credit: number; exchanged: number };
}

interface Real {
  key: { customerId: string; orderId: string };
  lineIds: string[];
  bought: FixtureVariant[];
  replacements: FixtureVariant[];
  returnIds: string[];
}

async function begin(): Promise<{ model: Model; real: Real }> {
  const { db } = database;
  const bought: (FixtureVariant & { quantity: number })[] = [];
  const replacements: FixtureVariant[] = [];
  for (const { quantity, price, other, spare } of goods) {
    const variant = await makeProduct(db, world, { onHand, prices: { EUR: price } });
    bought.push({ ...variant, quantity });
    replacements.push(await makeVariant(db, world, variant, { onHand: spare, prices: { EUR: other } }));
  }
  const { customerId, orderId } = await makeSettledOrder(db, bought, { locale: "de-DE" });
  const key = { customerId, orderId };
  await cutFulfilments(db, key, noon);
  const part = await db.fulfilment.findFirstOrThrow({ where: { merchantId: world.merchantId, orderId } });
  const parcel = { fulfilmentId: part.fulfilmentId, shipmentId: newId() };
  await shipFulfilment(db, staff(), { ...parcel, carrier: "ups", tracking: "1Z" }, noon);
  await markDelivered(db, staff(), parcel, noon);
  const lines = await db.orderLine.findMany({ where: key, orderBy: { position: "asc" } });
  return {
    model: {
      settled: [0, 0],
      returns: [],
      bought: goods.map(({ quantity }) => ({ onHand: onHand - quantity, held: 0, sold: quantity })),
      replacements: goods.map(({ spare }) => ({ onHand: spare, held: 0, sold: 0 })),
      money: { card: 0, credit: 0, exchanged: 0 },
    },
    real: { key, lineIds: lines.map(({ lineId }) => lineId), bought, replacements, returnIds: [] },
  };
}

const reached = new Set<string>();
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

async function look({ key, lineIds, bought, replacements, returnIds }: Real): Promise<Model> {
  const { db } = database;
  const [refunds, returns, own, credit, orders] = await Promise.all([
    db.refund.findMany({ where: { ...key, status: { not: "failed" } }, include: { lines: true } }),
    db.return.findMany({ where: key, include: { lines: true } }),
    db.merchantReturn.findMany({ where: { merchantId: world.merchantId, orderId: key.orderId } }),
    db.storeCredit.findMany({ where: { customerId: key.customerId } }),
    db.order.findMany({ where: { customerId: key.customerId, orderId: { not: key.orderId } } }),
  ]);
  const shelf = async (where: FixtureVariant) => {
    const [level] = await db.stockLevel.findMany({ where: { productId: where.productId, variantId: where.variantId } });
    return { onHand: level?.onHand ?? 0, held: level?.held ?? 0, sold: level?.sold ?? 0 };
  };
  const holds = await db.stockHold.findMany({ where: { status: "reserved" } });
  expect(returns).toHaveLength(returnIds.length);
  for (const { status } of returns) reached.add(status);
  return {
    settled: lineIds.map((lineId) =>
      sum(refunds.flatMap(({ lines }) => lines.map((line) => (line.lineId === lineId ? line.quantity : 0)))),
    ),
    returns: returnIds.map((returnId) => {
      const found = returns.find((each) => each.returnId === returnId);
      if (!found) throw new Error("a return is gone");
      expect(own.find((each) => each.returnId === returnId)?.status).toBe(found.status);
      const of = (lineId: string) => found.lines.find((line) => line.lineId === lineId);
      return {
        status: found.status,
        resolution: found.resolution,
        asked: lineIds.map((lineId) => of(lineId)?.quantity ?? 0),
        accepted: lineIds.map((lineId) => of(lineId)?.acceptedQuantity ?? null),
        aside: replacements.map(({ variantId }) =>
          sum(
            holds
              .filter((hold) => hold.orderId === found.exchangeOrderId && hold.variantId === variantId)
              .map(({ quantity }) => quantity),
          ),
        ),
      };
    }),
    bought: await Promise.all(bought.map(shelf)),
    replacements: await Promise.all(replacements.map(shelf)),
    money: {
      card: sum(refunds.map(({ paymentAmount }) => paymentAmount)),
      credit: sum(credit.map(({ balance }) => balance)),
      exchanged: sum(orders.map(({ totalAmount }) => totalAmount)),
    },
  };
}

type Each = Model["returns"][number];

const isOver = ({ status }: Each) => status === "rejected" || status === "cancelled";

/** What may still be asked back of each line: not asked back already, and not given back otherwise. */
function returnable({ returns, settled }: Model): number[] {
  return goods.map(({ quantity }, line) => {
    const standing = returns.filter((each) => !isOver(each));
    const open = standing.filter(({ status }) => status !== "refunded" && status !== "exchanged");
    const units = (of: Each[]) => sum(of.map(({ asked }) => asked[line] ?? 0));
    return Math.max(0, Math.min(quantity - units(standing), quantity - (settled[line] ?? 0) - units(open)));
  });
}

/** Units that were taken back and whose money is still with the shop. */
const payable = ({ settled }: Model, { accepted }: Each): number[] =>
  goods.map(({ quantity }, line) => Math.min(accepted[line] ?? 0, quantity - (settled[line] ?? 0)));

function settle(model: Model, units: readonly number[], priceOf: (line: (typeof goods)[number]) => number): number {
  for (const [line, count] of units.entries()) model.settled[line] = (model.settled[line] ?? 0) + count;
  return sum(goods.map((line, nth) => priceOf(line) * (units[nth] ?? 0)));
}

function shelve(model: Model, each: Each): void {
  for (const [line, shelf] of model.replacements.entries()) shelf.held -= each.aside[line] ?? 0;
  each.aside = [0, 0];
}

function move(each: Each, to: ReturnStatus): "ok" | "wrong_status" {
  const from = each.status;
  each.status = follow(returnTransitions, from, to);
  return each.status === from ? "wrong_status" : "ok";
}

const most = 3;

/** Which return a step is asked of: mostly one that is ready for it, and now and then any, to be refused. */
interface Choice {
  at: number;
  isReady: boolean;
}
const choice = { at: fc.nat(most - 1), isReady: fc.constantFrom(true, true, true, false) };
const indexOf = ({ returns }: Readonly<Model>, to: ReturnStatus, { at, isReady }: Choice): number =>
  isReady ? returns.findIndex(({ status }) => returnTransitions[status].includes(to)) : at;
const returnOf = ({ returns }: Readonly<Model>, at: number): Each => {
  const each = returns[at];
  if (!each) throw new Error("only a return that is there is asked for");
  return each;
};
const counts = fc.tuple(fc.nat(3), fc.nat(2)).map((pair): number[] => pair);
const linesOf = ({ lineIds }: Real, units: readonly number[]) =>
  lineIds.map((lineId, line) => ({ lineId, quantity: units[line] ?? 0 })).filter(({ quantity }) => quantity > 0);

/** A step of one return. */
function step<Input extends object>(
  { what, to, input }: { what: string; to: ReturnStatus; input: fc.Arbitrary<Input & Choice> },
  act: (returnId: string, input: Input, real: Real) => Promise<{ ok: true } | { ok: false; error: { code: string } }>,
  predict: (model: Model, each: Each, input: Input) => string,
) {
  return deed<Model, Real, Input & Choice>(
    {
      what,
      input,
      isPossible: (model, drawn) => model.returns[indexOf(model, to, drawn)] !== undefined,
      act: async (real, drawn, model) =>
        answerOf(await act(real.returnIds[indexOf(model, to, drawn)] ?? "", drawn, real)),
      predict: (model, drawn) => predict(model, returnOf(model, indexOf(model, to, drawn)), drawn),
    },
    look,
  );
}

const asks = deed<Model, Real, { resolution: Resolution; units: number[] }>(
  {
    what: "the buyer asks to send units back",
    input: fc.record({ resolution: fc.constantFrom(...resolutions), units: counts }),
    isPossible: ({ returns }) => returns.length < most,
    act: async (real, { resolution, units }) => {
      const returnId = newId();
      const lines = linesOf(real, units).map((line) => {
        const wanted = real.replacements[real.lineIds.indexOf(line.lineId)]?.variantId ?? "";
        return { ...line, reason: "wrong_size" as const, exchangeVariantId: wanted };
      });
      const done = await requestReturn(database.db, { ...real.key, returnId, resolution, comment: "", lines }, later);
      if (done.ok) real.returnIds.push(returnId);
      return answerOf(done);
    },
    predict: (model, { resolution, units }) => {
      const left = returnable(model);
      if (units.some((count, line) => count > (left[line] ?? 0))) return "quantity_invalid";
      if (sum(units) === 0) return "nothing_chosen";
      const free = model.replacements.map((shelf) => shelf.onHand - shelf.held);
      if (resolution === "exchange" && units.some((count, line) => count > (free[line] ?? 0)))
        return "not_exchangeable";
      model.returns.push({
        status: "requested",
        resolution,
        asked: units,
        accepted: [null, null],
        aside: [0, 0],
      });
      return "ok";
    },
  },
  look,
);

const approves = step(
  {
    what: "the merchant approves",
    to: "approved",
    input: fc.record({ ...choice, insteadRefund: fc.constantFrom(false, false, false, true) }),
  },
  (returnId, { insteadRefund }) => approveReturn(database.db, staff(), { returnId, insteadRefund }, later),
  (model, each, { insteadRefund }) => {
    const exchanges = each.resolution === "exchange" && !insteadRefund;
    const isGone = model.replacements.some((shelf, line) => (each.asked[line] ?? 0) > shelf.onHand - shelf.held);
    if (exchanges && isGone) return "sold_out";
    const moved = move(each, "approved");
    if (moved !== "ok") return moved;
    if (insteadRefund) each.resolution = "refund";
    if (!exchanges) return moved;
    each.aside = [...each.asked];
    for (const [line, shelf] of model.replacements.entries()) shelf.held += each.aside[line] ?? 0;
    return moved;
  },
);

const receives = step(
  { what: "the parcel is here", to: "received", input: fc.record({ ...choice }) },
  (returnId) => receiveReturn(database.db, staff(), { returnId }, later),
  (_model, each) => move(each, "received"),
);

const inspects = step(
  {
    what: "the merchant looks at what came back",
    to: "inspected",
    input: fc.record({ ...choice, accepted: counts, restock: counts, all: fc.constantFrom(true, true, false) }),
  },
  async (returnId, { accepted, restock, all }, real) => {
    const asked = await database.db.returnLine.findMany({ where: { ...real.key, returnId } });
    const lines = asked.map(({ lineId, quantity }) => {
      const line = real.lineIds.indexOf(lineId);
      const taken = all ? quantity : (accepted[line] ?? 0);
      return { lineId, accepted: taken, restock: all ? Math.min(taken, restock[line] ?? 0) : (restock[line] ?? 0) };
    });
    return inspectReturn(database.db, staff(), { returnId, lines }, later);
  },
  (model, each, { accepted, restock, all }) => {
    const found = each.asked.map((asked, line) => (asked === 0 ? null : all ? asked : (accepted[line] ?? 0)));
    const back = found.map((taken, line) =>
      taken === null ? 0 : all ? Math.min(taken, restock[line] ?? 0) : (restock[line] ?? 0),
    );
    if (found.some((taken, line) => (taken ?? 0) > (each.asked[line] ?? 0) || (back[line] ?? 0) > (taken ?? 0)))
      return "quantity_invalid";
    const moved = move(each, "inspected");
    if (moved !== "ok") return moved;
    each.accepted = found;
    for (const [line, shelf] of model.bought.entries()) {
      shelf.onHand += back[line] ?? 0;
      shelf.sold -= back[line] ?? 0;
    }
    return moved;
  },
);

const refunds = step(
  { what: "the money goes back", to: "refunded", input: fc.record({ ...choice }) },
  (returnId) => refundReturn(database.db, staff(), { returnId }, later),
  (model, each) => {
    if (each.status !== "inspected") return "wrong_status";
    if (sum(each.accepted.map((taken) => taken ?? 0)) === 0) return "nothing_accepted";
    const units = payable(model, each);
    const amount = settle(model, units, ({ price }) => price);
    model.money[each.resolution === "store_credit" ? "credit" : "card"] += amount;
    shelve(model, each);
    return move(each, "refunded");
  },
);

const exchanges = step(
  { what: "the replacement goes out", to: "exchanged", input: fc.record({ ...choice }) },
  (returnId) => exchangeReturn(database.db, staff(), { returnId }, later),
  (model, each) => {
    if (each.status !== "inspected" || each.resolution !== "exchange") return "wrong_status";
    if (sum(each.accepted.map((taken) => taken ?? 0)) === 0) return "nothing_accepted";
    const units = payable(model, each);
    if (sum(units) === 0) return "already_refunded";
    const paid = settle(model, units, ({ price }) => price);
    const worth = sum(goods.map(({ other }, line) => other * (units[line] ?? 0)));
    model.money.exchanged += worth;
    model.money.card += paid - worth;
    shelve(model, each);
    for (const [line, shelf] of model.replacements.entries()) {
      shelf.onHand -= units[line] ?? 0;
      shelf.sold += units[line] ?? 0;
    }
    return move(each, "exchanged");
  },
);

const rejects = step(
  { what: "the merchant takes nothing back", to: "rejected", input: fc.record({ ...choice }) },
  (returnId) => rejectReturn(database.db, staff(), { returnId, reason: "worn" }, later),
  (model, each) => {
    if (each.status === "inspected" && each.accepted.some((taken) => taken)) return "units_accepted";
    const moved = move(each, "rejected");
    if (moved === "ok") shelve(model, each);
    return moved;
  },
);

const cancels = step(
  { what: "the buyer keeps the things after all", to: "cancelled", input: fc.record({ ...choice }) },
  (returnId, _input, { key }) => cancelReturn(database.db, { ...key, returnId }, later),
  (model, each) => {
    const moved = move(each, "cancelled");
    if (moved === "ok") shelve(model, each);
    return moved;
  },
);

const givesBack = deed<Model, Real, { units: number[] }>(
  {
    what: "staff give units back without a return",
    input: fc.record({ units: fc.tuple(fc.nat(1), fc.nat(1)).map((pair): number[] => pair) }),
    act: async (real, { units }) => {
      const choice = { lines: linesOf(real, units), shippingAmount: 0 };
      const wish = { ...real.key, refundId: newId(), choice, reason: "damaged", note: "" };
      return answerOf(await refundOrder(database.db, staff(), wish, later));
    },
    predict: (model, { units }) => {
      if (goods.some(({ quantity }, line) => (units[line] ?? 0) > quantity - (model.settled[line] ?? 0)))
        return "quantity_invalid";
      if (sum(units) === 0) return "nothing_chosen";
      model.money.card += settle(model, units, ({ price }) => price);
      return "ok";
    },
  },
  look,
);

test(
  "returns of an order are where the model of them is, whatever buyer and merchant do",
  async () => {
    // What usually comes next comes most often, so that walks get far.
    const usual = [asks, approves, receives, inspects, approves, receives, inspects];
    const steps = [...usual, ...usual, refunds, exchanges, exchanges, rejects, cancels, givesBack];
    const walk = fc.commands(steps, { maxCommands: 50, size: "max" });
    await holdsFor(
      fc.asyncProperty(walk, async (commands) => {
        const { model, real } = await begin();
        await fc.asyncModelRun(() => ({ model, real }), commands);
      }),
      10,
    );
    expect([...reached].toSorted()).toEqual([...returnStatuses].toSorted());
    expect(await findStockDrift(database.db)).toEqual([]);
  },
  modelTimeout,
);
