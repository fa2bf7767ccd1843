import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { type FixtureVariant, makeCaptureWorlds, makeProduct, type World } from "@/dev/testing/fixtures";
import { holdsFor, leadsTo, modelTimeout } from "@/dev/testing/model";
import { findStockDrift } from "@/dev/testing/order-audit";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { cancelLines } from "./cancel-lines";
import { cancelOrder, lapseOrder } from "./lapse-order";
import { type OrderStatus, orderTransitions, type PaymentStatus, paymentTransitions } from "./order";
import { oweRefund } from "./owe-refund";
import { readAmountDue } from "./read-amount-due";
import { readOrder } from "./read-order";
import { reconcile } from "./reconcile/reconcile";

/**
 * An order and its payment under everything that can happen to them, in any order: the buyer, the clock, staff, Stripe's
 * back office, webhooks that come late, twice and backwards or not at all, jobs that run at once or not. Where it stands
 * in between depends on who was heard: the model knows the statuses it came from, and that the tables lead on from there.
 * Whatever happened, once everybody has been heard the books agree and every unit is somewhere. What each step leads to
 * when all is told at once is payment-model.test.ts.
 */
const database = useDatabase();
let day: PaymentDay;
let worlds: { at_once: World; on_shipment: World };
beforeAll(async () => {
  const { db } = database;
  day = await startPaymentDay(db);
  worlds = await makeCaptureWorlds(db);
  await day.control("payments", { asyncDelayMs: 3_600_000 });
});
afterAll(() => day.close());

interface Real {
  order: { customerId: string; orderId: string; total: number };
  url: string;
  variant: FixtureVariant;
  units: number;
  /** Whether what is set aside and not taken is told as a refund, as by older versions of Stripe's API. */
  refundsReleases: boolean;
}

interface Model {
  order: OrderStatus;
  payment: PaymentStatus;
  captured: number;
}

type Step = (real: Real, chance: number) => Promise<unknown>;

const steps: Record<string, Step> = {
  "the buyer pays by card": ({ url }) => day.payByCard(url),
  "the buyer's card is declined": ({ url }) => day.payByCard(url, "4000000000000002"),
  "the buyer pays by debit": ({ url }) => day.payByDebit(url),
  "the buyer's debit will bounce": ({ url }) => day.payByDebit(url, "Fail"),
  "the buyer takes a voucher": ({ url }) => day.payByVoucher(url),
  "the voucher is paid, or expires": ({ order }, chance) => endVoucher(order, chance < 0.6 ? "paid" : "expired"),
  "the buyer calls it off while the voucher is paid": ({ order }) =>
    Promise.all([cancelOrder(database.db, day.provider, order, day.now()), endVoucher(order, "paid")]),
  "the payment is called off in Stripe's back office": async ({ order }) => {
    const intent = await readIntentId(order);
    if (intent) await day.stripe.paymentIntents.cancel(intent).catch(() => undefined);
  },
  "the buyer calls it off": ({ order }) => cancelOrder(database.db, day.provider, order, day.now()),
  "some webhooks come": async (_real, chance) => day.tell(some(await day.events(), chance)),
  "some webhooks come backwards, twice": async (_real, chance) => {
    const events = some((await day.events()).toReversed(), chance);
    await day.tell([...events, ...events]);
  },
  "the jobs run": () => day.runJobs(),
  "twenty minutes pass": () => day.advance(20),
  "a day passes": () => day.advance(24 * 60),
  "the order lapses, or pays, or both": ({ order }) =>
    Promise.all([lapseOrder(database.db, day.provider, order, day.now()), day.tellNew()]),
  "a parcel leaves": ({ order }, chance) => ship(order, chance),
  "staff call units off": ({ order }, chance) => callOff(order, chance),
  "staff give some back": ({ order }, chance) =>
    inTransaction(database.db, (tx) =>
      oweRefund(
        tx,
        order,
        { amount: 1 + Math.floor(chance * order.total), reason: "goodwill", actor: "clock" },
        day.now(),
      ),
    ),
  "somebody refunds in Stripe's back office": async ({ order }, chance) => {
    const intent = (await readOrder(database.db, order))?.payment?.paymentIntentId;
    const amount = 1 + Math.floor(chance * 2_000);
    if (intent) await day.stripe.refunds.create({ payment_intent: intent, amount }).catch(() => undefined);
  },
  "the books are reconciled": () => reconcile(database.db, day.provider, day.now()),
};

async function readIntentId(order: Real["order"]): Promise<string | null> {
  const sessionId = (await readOrder(database.db, order))?.payment?.sessionId;
  return sessionId ? (await day.provider.readCheckout(sessionId)).paymentIntentId : null;
}

/** Where there is a voucher and it waits. */
async function endVoucher(order: Real["order"], status: "paid" | "expired"): Promise<void> {
  const paymentIntent = await readIntentId(order);
  if (paymentIntent) await day.control("vouchers", { paymentIntent, status }).catch(() => undefined);
}

/** All that is left of it, or one unit: where there is anything to ship. */
async function ship({ customerId, orderId }: Real["order"], chance: number): Promise<void> {
  const { db } = database;
  await cutFulfilments(db, { customerId, orderId }, day.now());
  const merchantIds = Object.values(worlds).map(({ merchantId }) => merchantId);
  const parts = await db.fulfilment.findMany({
    where: { merchantId: { in: merchantIds }, orderId },
    select: { merchantId: true, fulfilmentId: true, lines: { select: { lineId: true } } },
  });
  for (const { merchantId, fulfilmentId, lines } of parts) {
    const parcel = { fulfilmentId, shipmentId: newId(), carrier: "dhl" as const, tracking: "1Z" };
    const one = chance < 0.5 ? { lines: lines.map(({ lineId }) => ({ lineId, quantity: 1 })) } : {};
    await shipFulfilment(db, { merchantId, staffId: newId() }, { ...parcel, ...one }, day.now());
  }
}

async function callOff(order: Real["order"], chance: number): Promise<unknown> {
  const lineId = (await readOrder(database.db, order))?.lines[0]?.lineId ?? "";
  const lines = chance < 0.5 ? ("all" as const) : [{ lineId, quantity: 1 }];
  const wish = { ...order, cancellationId: newId(), lines, reason: "out_of_stock", actor: "clock" as const };
  return cancelLines(database.db, wish, day.now());
}

const some = <T>(items: T[], chance: number): T[] => items.filter((_, nth) => ((nth + 1) * 7919 * chance) % 1 < 0.6);

class Happens implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly what: string,
    readonly chance: number,
  ) {}
  check = () => true;
  async run(model: Model, real: Real): Promise<void> {
    await steps[this.what]?.(real, this.chance);
    await checkAlways(model, real);
  }
  toString = () => `${this.what} (${this.chance})`;
}

const chance = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const commands = fc.commands(
  Object.keys(steps).map((what) => chance.map((drawn) => new Happens(what, drawn))),
  { maxCommands: 14, size: "max" },
);

/** What holds at every moment, and where the model was a moment ago. */
async function checkAlways(model: Model, { order, variant, units }: Real): Promise<void> {
  const read = await readOrder(database.db, order);
  const now: Model = {
    order: read?.status ?? "pending_payment",
    payment: read?.payment?.status ?? "opening",
    captured: read?.payment?.capturedAmount ?? 0,
  };
  expect(leadsTo(orderTransitions, model.order, now.order), `${model.order} → ${now.order}`).toBe(true);
  expect(leadsTo(paymentTransitions, model.payment, now.payment), `${model.payment} → ${now.payment}`).toBe(true);
  expect([0, now.captured], "money is taken once").toContain(model.captured);
  Object.assign(model, now);
  const level = await database.db.stockLevel.findFirstOrThrow({ where: variant });
  expect(level.onHand + level.sold).toBe(units);
  expect(level.held).toBeGreaterThanOrEqual(0);
  for (const once of ["paid", "lapsed", "payment_captured", "payment_voided"])
    expect(read?.events.filter(({ type }) => type === once).length, once).toBeLessThanOrEqual(1);
  const types = read?.events.map(({ type }) => type) ?? [];
  const paidAt = types.findIndex((type) => type === "paid" || type === "paid_late");
  if (paidAt >= 0) expect(types.slice(paidAt), "what is paid fails no more").not.toContain("payment_failed");
  const { capturedAmount = 0, refundedAmount = 0 } = read?.payment ?? {};
  expect(refundedAmount).toBeLessThanOrEqual(capturedAmount);
}

/** Everybody is heard in the end. */
async function settleDown(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await day.tellNew();
    await day.runJobs();
    await day.advance(61);
    await reconcile(database.db, day.provider, day.now());
  }
  await day.runJobs();
  await day.tell(await day.events());
}

/** What holds when everybody has been heard. */
async function checkBooks({ order, variant, refundsReleases }: Real): Promise<void> {
  const { db } = database;
  const read = await readOrder(db, order);
  const key = { customerId: order.customerId, orderId: order.orderId };
  const intents = await day.stripe.paymentIntents.list({ limit: 100, expand: ["data.latest_charge"] });
  for (const intent of intents.data.filter(({ metadata }) => metadata.orderId === order.orderId)) {
    const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
    const captured = charge?.captured ? charge.amount_captured : 0;
    const counted = refundsReleases && charge ? charge.amount - charge.amount_captured : 0;
    const refunded = charge?.captured ? charge.amount_refunded - counted : 0;
    const own = read?.payment?.paymentIntentId === intent.id;
    const ours = own ? (read?.payment?.capturedAmount ?? 0) - (read?.payment?.refundedAmount ?? 0) : 0;
    expect(captured - refunded, "what Stripe has for the order is what we say").toBe(ours);
  }
  const level = await db.stockLevel.findFirstOrThrow({ where: variant });
  const kept = read?.lines.reduce((sum, line) => sum + line.quantity - line.cancelledQuantity, 0);
  const { status } = read ?? {};
  // A refund that Stripe refused, because its own back office had given the money away, is for a person.
  const failed = await db.refund.count({ where: { ...key, status: "failed" } });
  const net = (read?.payment?.capturedAmount ?? 0) - (read?.payment?.refundedAmount ?? 0);
  if (failed === 0) expect(net).toBeLessThanOrEqual(await readAmountDue(db, order));
  if (status === "lapsed" || status === "cancelled" || status === "pending_payment") {
    expect(read?.payment?.status).not.toBe("authorized");
    expect(level.sold).toBe(0);
  } else {
    expect(["authorized", "paid", "partially_refunded", "refunded", "voided"]).toContain(read?.payment?.status);
    expect({ held: level.held, sold: level.sold }).toEqual({ held: 0, sold: kept });
  }
  expect(await db.refund.count({ where: { ...key, status: { in: ["due", "pending"] } } })).toBe(0);
  const open = await db.bookDifference.findMany({ where: { orderId: order.orderId, resolvedAt: null } });
  const forAPerson = failed === 0 ? [] : ["money_kept", "refund_failed"];
  expect(open.map(({ kind }) => kind).filter((kind) => !forAPerson.includes(kind))).toEqual([]);
}

test("an order and its payment, whatever happens to them in whatever order", { timeout: modelTimeout }, async () => {
  const { db } = database;
  await holdsFor(
    fc.asyncProperty(
      commands,
      fc.constantFrom("at_once" as const, "on_shipment" as const),
      fc.constantFrom(1, 3),
      fc.record({ refundsReleases: fc.boolean(), cancelsVouchers: fc.boolean() }),
      fc.constantFrom("de-DE" as const, "ja-JP" as const),
      async (happenings, mode, quantity, stripe, locale) => {
        await day.control("payments", stripe);
        const { refundsReleases } = stripe;
        await db.$executeRaw`delete from graphile_worker._private_jobs`;
        const units = 4;
        const variant = await makeProduct(db, worlds[mode], { onHand: units, prices: { EUR: 6_400, JPY: 6_400 } });
        const order = await makeOrder(db, [{ ...variant, quantity }], locale, day.now());
        const real = { order, url: (await day.open(order)) ?? "", variant, units, refundsReleases };
        const model: Model = { order: "pending_payment", payment: "opening", captured: 0 };
        await fc.asyncModelRun(() => ({ model, real }), happenings);
        await settleDown();
        await checkBooks(real);
      },
    ),
    8,
  );
  expect((await findStockDrift(db)).length).toBe(0);
});
