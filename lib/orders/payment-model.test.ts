import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { makeOrder } from "@/dev/testing/buyer";
import { makeCaptureWorlds, makeProduct, type World } from "@/dev/testing/fixtures";
import { answerOf, deed, follow, holdsFor, modelTimeout } from "@/dev/testing/model";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { comeTooLate } from "@/dev/testing/stale-payment";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { cancelLines } from "./cancel-lines";
import { cancelOrder, lapseOrder } from "./lapse-order";
import { type OrderStatus, orderTransitions, type PaymentStatus, paymentStatuses, paymentTransitions } from "./order";
import { oweRefund } from "./owe-refund";
import { type OrderView, readOrder } from "./read-order";
import { releasedSchema } from "./read-refundable";
import { recordDispute } from "./record-dispute";
import type { RefundStatus } from "./refund";
import { withheldOf } from "./withheld";

/**
 * An order's payment as a model knows it, at the shop and at the provider: paid by card, debit or voucher, taken at once or
 * when a parcel leaves, given back by units and by hand, sent back by the bank, disputed in whole or in part. Whatever the
 * provider tells is told backwards and then again. What becomes of it when little is told and late is payment-machine.test.ts.
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

const quantity = 3;
const price = 6_400;

interface Model {
  order: OrderStatus;
  payment: PaymentStatus;
  units: { shipped: number; cancelled: number };
  captured: number;
  refunded: number;
  refunds: { amount: number; units: number; shipping: number; status: RefundStatus }[];
  /** Called off while the money was only set aside. */
  released: { units: number; shipping: number };
  theirs: { captured: number; refunded: number };
  /** What a bank has taken back, for now or for good. */
  dispute: { status: "none" | "needs_response" | "won" | "lost"; amount: number };
  /** Of what was called off meanwhile, or since, what the bank has. */
  kept: { units: number; amount: number }[];
  /** Whether Stripe calls off a voucher whose page is done, which its reference denies. */
  cancelsVouchers: boolean;
}

/** Debits are for euros, vouchers for yen. */
type Locale = "de-DE" | "ja-JP";

interface Real {
  key: { customerId: string; orderId: string };
  mode: keyof typeof worlds;
  lineId: string;
  url: string;
  /** As it was read before anybody paid. */
  first: OrderView;
  /** Whether what is set aside and not taken is told as a refund, as by older versions of Stripe's API. */
  refundsReleases: boolean;
  cancelsVouchers: boolean;
  /** Of all events of all walks, how many were told before this one, and how many by now. */
  before: number;
  heard: number;
}

/** What an order comes to, and its shipping: they are all alike. */
let total = 0;
let shippingOf = 0;
const reached = new Set<string>();

async function begin(
  { mode, locale }: { mode: Real["mode"]; locale: Locale },
  stripe: Pick<Real, "refundsReleases" | "cancelsVouchers">,
): Promise<{ model: Model; real: Real }> {
  const { db } = database;
  await day.control("payments", stripe);
  await db.$executeRaw`delete from graphile_worker._private_jobs`;
  const variant = await makeProduct(db, worlds[mode], { onHand: quantity, prices: { EUR: price, JPY: price } });
  const { customerId, orderId } = await makeOrder(db, [{ ...variant, quantity }], locale, day.now());
  const key = { customerId, orderId };
  const url = (await day.open(key)) ?? "";
  const first = await readOrder(db, key);
  if (!first) throw new Error("the order was placed a moment ago");
  const before = (await day.events()).length;
  total = first.totalAmount;
  shippingOf = first.shippingAmount;
  return {
    model: {
      order: "pending_payment",
      payment: "open",
      units: { shipped: 0, cancelled: 0 },
      captured: 0,
      refunded: 0,
      refunds: [],
      released: { units: 0, shipping: 0 },
      theirs: { captured: 0, refunded: 0 },
      dispute: noDispute,
      kept: [],
      cancelsVouchers: stripe.cancelsVouchers,
    },
    real: { key, mode, lineId: first.lines[0]?.lineId ?? "", url, first, ...stripe, before, heard: before },
  };
}

const noDispute: Model["dispute"] = { status: "none", amount: 0 };
const disputeStatus = z.enum(["needs_response", "won", "lost"]);

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

async function look({ key, refundsReleases, cancelsVouchers }: Real): Promise<Model> {
  const { db } = database;
  const order = await db.order.findUniqueOrThrow({
    where: { customerId_orderId: key },
    include: {
      payment: true,
      lines: true,
      disputes: true,
      events: { where: { type: "lines_cancelled" } },
      refunds: { include: { lines: true }, orderBy: { refundId: "asc" } },
    },
  });
  const parts = await db.fulfilment.findMany({
    where: { merchantId: { in: [worlds.at_once.merchantId, worlds.on_shipment.merchantId] }, orderId: key.orderId },
    include: { lines: true },
  });
  const intentId = order.payment?.paymentIntentId;
  const intent = intentId && (await day.stripe.paymentIntents.retrieve(intentId, { expand: ["latest_charge"] }));
  const charge = intent && typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const released = order.events.flatMap(({ data }) => releasedSchema.safeParse(data).data?.released ?? []);
  const payment = order.payment?.status ?? "opening";
  const [dispute] = order.disputes;
  reached.add(payment);
  return {
    order: order.status,
    payment,
    units: {
      shipped: sum(parts.flatMap(({ lines }) => lines.map(({ shippedQuantity }) => shippedQuantity))),
      cancelled: sum(order.lines.map(({ cancelledQuantity }) => cancelledQuantity)),
    },
    captured: order.payment?.capturedAmount ?? 0,
    refunded: order.payment?.refundedAmount ?? 0,
    refunds: order.refunds.map(({ amount, lines, shippingAmount, status }) => ({
      amount,
      units: sum(lines.map((line) => line.quantity)),
      shipping: shippingAmount,
      status,
    })),
    released: {
      units: sum(released.flatMap(({ lines }) => lines.map((line) => line.quantity))),
      shipping: sum(released.map(({ shippingAmount }) => shippingAmount)),
    },
    theirs: {
      captured: charge?.captured ? charge.amount_captured : 0,
      refunded: charge?.captured
        ? charge.amount_refunded - (refundsReleases ? charge.amount - charge.amount_captured : 0)
        : 0,
    },
    dispute: dispute ? { status: disputeStatus.parse(dispute.status), amount: dispute.amount } : noDispute,
    kept: withheldOf(order).map(({ lines, amount }) => ({ units: sum(lines.map((line) => line.quantity)), amount })),
    cancelsVouchers,
  };
}

async function hear(real: Real): Promise<void> {
  const events = await day.events();
  const news = events.slice(real.heard);
  real.heard = events.length;
  await day.tell([...news.toReversed(), ...news]);
}

const move = (model: Model, to: PaymentStatus) => {
  model.payment = follow(paymentTransitions, model.payment, to);
};
const moveOrder = (model: Model, to: OrderStatus) => {
  model.order = follow(orderTransitions, model.order, to);
};

function arrives(model: Model, amount: number): void {
  move(model, "paid");
  moveOrder(model, "paid");
  model.captured = amount;
  model.theirs.captured = amount;
}

/** What of the payment went back, and its status by that. */
function count(model: Model): void {
  const done = sum(model.refunds.map(({ amount, status }) => (status === "succeeded" ? amount : 0)));
  if (done === model.refunded) return;
  model.refunded = done;
  model.theirs.refunded = done;
  move(model, done === 0 ? "paid" : done === model.captured ? "refunded" : "partially_refunded");
}

const standing = ({ refunds }: Model) => refunds.filter(({ status }) => status !== "failed");
/** Of what was taken: not given back, nor owed, nor lost to a bank for good. */
function moneyLeft(model: Model): number {
  const { captured, dispute } = model;
  const lost = dispute.status === "lost" ? dispute.amount : 0;
  return Math.max(0, captured - sum(standing(model).map(({ amount }) => amount)) - lost);
}

const isOpen = ({ payment, order }: Readonly<Model>) => payment === "open" && order === "pending_payment";
const nothing = fc.constant(null);

const paysByCard = (mode: Real["mode"]) =>
  deed<Model, Real, null>(
    {
      what: "the buyer pays by card",
      input: nothing,
      isPossible: isOpen,
      act: async (real) => {
        await day.payByCard(real.url);
        await hear(real);
        return "told";
      },
      predict: (model) => {
        if (mode === "at_once") arrives(model, total);
        else {
          move(model, "authorized");
          moveOrder(model, "paid");
        }
        return "told";
      },
    },
    look,
  );

const isDeclined = deed<Model, Real, null>(
  {
    what: "the buyer's card is declined",
    input: nothing,
    isPossible: isOpen,
    act: async (real) => {
      await day.payByCard(real.url, "4000000000000002");
      await hear(real);
      return "told";
    },
    predict: () => "told",
  },
  look,
);

const paysByDebit = deed<Model, Real, "Mara" | "Fail">(
  {
    what: "the buyer pays by debit",
    input: fc.constantFrom("Mara", "Fail", "Fail"),
    isPossible: isOpen,
    act: async (real, holder) => {
      await day.payByDebit(real.url, holder);
      await hear(real);
      bounces = holder === "Fail";
      return "told";
    },
    predict: (model) => {
      move(model, "processing");
      return "told";
    },
  },
  look,
);
/** Whether the debit under way will. */
let bounces = false;

const debitEnds = deed<Model, Real, null>(
  {
    what: "the bank answers the debit",
    input: nothing,
    isPossible: ({ payment }) => payment === "processing",
    act: async (real) => {
      await day.advance(61);
      await hear(real);
      return "told";
    },
    predict: (model) => {
      if (bounces) move(model, "failed");
      else arrives(model, total);
      return "told";
    },
  },
  look,
);

const takesVoucher = deed<Model, Real, null>(
  {
    what: "the buyer takes a voucher",
    input: nothing,
    isPossible: isOpen,
    act: async (real) => {
      await day.payByVoucher(real.url);
      await hear(real);
      return "told";
    },
    predict: (model) => {
      move(model, "promised");
      return "told";
    },
  },
  look,
);

const isPromised = ({ payment, order }: Readonly<Model>) => payment === "promised" && order === "pending_payment";

const voucherEnds = deed<Model, Real, "paid" | "expired" | "canceled">(
  {
    what: "the voucher is paid, expires, or is called off in the back office",
    input: fc.constantFrom("paid", "paid", "expired", "canceled"),
    isPossible: isPromised,
    act: async (real, how) => {
      const sessionId = real.first.payment?.sessionId ?? "";
      const { payment_intent: paymentIntent } = await day.stripe.checkout.sessions.retrieve(sessionId);
      const ended = how === "canceled" && !real.cancelsVouchers ? "expired" : how;
      if (ended === "canceled") await day.stripe.paymentIntents.cancel(String(paymentIntent));
      else await day.control("vouchers", { paymentIntent, status: ended });
      await hear(real);
      return "told";
    },
    predict: (model, how) => {
      if (how === "paid") arrives(model, total);
      else move(model, "failed");
      return "told";
    },
  },
  look,
);

const voucherTimeIsUp = deed<Model, Real, null>(
  {
    what: "the time to pay the voucher is up",
    input: nothing,
    isPossible: isPromised,
    act: async (real) => {
      // As if many wanted it: the shop's time is over long before the voucher's.
      await database.db.order.update({
        where: { customerId_orderId: real.key },
        data: { expiresAt: day.now() },
        select: { orderId: true },
      });
      await day.advance(1);
      const ending = await lapseOrder(database.db, day.provider, real.key, day.now());
      await hear(real);
      return ending;
    },
    predict: (model) => {
      if (!model.cancelsVouchers) return "not_due";
      lapse(model);
      return "lapsed";
    },
  },
  look,
);

/** What is due by now. */
function runJobs(model: Model): string {
  const ofParcel = model.order === "partially_shipped" || model.order === "shipped";
  if (model.payment === "authorized" && ofParcel) arrives(model, total - model.units.cancelled * price);
  if (model.payment === "authorized" && model.order === "cancelled") move(model, "voided");
  for (const refund of model.refunds) if (refund.status === "due") refund.status = "succeeded";
  count(model);
  if (model.payment === "failed") lapse(model);
  return "done";
}

function lapse(model: Model): void {
  if (model.order !== "pending_payment") return;
  moveOrder(model, "lapsed");
  move(model, "expired");
}

const jobsRun = deed<Model, Real, null>(
  {
    what: "the jobs run",
    input: nothing,
    act: async (real) => {
      await day.runJobs();
      await hear(real);
      return "done";
    },
    predict: runJobs,
  },
  look,
);

const timeIsUp = deed<Model, Real, null>(
  {
    what: "the time to pay is up",
    input: nothing,
    isPossible: isOpen,
    act: async (real) => {
      await day.advance(90);
      await day.runJobs();
      await hear(real);
      return "done";
    },
    predict: (model) => {
      lapse(model);
      return "done";
    },
  },
  look,
);

const buyerCancels = deed<Model, Real, null>(
  {
    what: "the buyer calls an unpaid order off",
    input: nothing,
    act: async (real) => {
      const ending = await cancelOrder(database.db, day.provider, real.key, day.now());
      await hear(real);
      return ending;
    },
    predict: (model) => {
      if (model.order !== "pending_payment" || model.payment === "processing") return "over";
      if (model.payment === "promised" && !model.cancelsVouchers) return "not_due";
      moveOrder(model, "cancelled");
      move(model, "expired");
      return "cancelled";
    },
  },
  look,
);

const left = ({ units }: Model) => quantity - units.shipped - units.cancelled;

const parcelLeaves = deed<Model, Real, number>(
  {
    what: "a parcel leaves",
    input: fc.integer({ min: 1, max: 3 }),
    isPossible: ({ order }) => order === "paid" || order === "partially_shipped",
    act: async ({ key, mode, lineId }, units) => {
      await cutFulfilments(database.db, key, day.now());
      const { merchantId } = worlds[mode];
      const { fulfilmentId } = await database.db.fulfilment.findFirstOrThrow({
        where: { merchantId, orderId: key.orderId },
      });
      const parcel = { fulfilmentId, shipmentId: newId(), carrier: "dhl" as const, tracking: "1Z" };
      const lines = [{ lineId, quantity: units }];
      const clerk = { merchantId, staffId: newId() };
      return answerOf(await shipFulfilment(database.db, clerk, { ...parcel, lines }, day.now()));
    },
    predict: (model, units) => {
      if (left(model) === 0) {
        moveOrder(model, "shipped");
        return "already_shipped";
      }
      if (units > left(model)) return "too_many";
      model.units.shipped += units;
      moveOrder(model, left(model) === 0 ? "shipped" : "partially_shipped");
      return "ok";
    },
  },
  look,
);

interface Parts {
  units: number;
  shipping: number;
}

const costOf = ({ units, shipping }: Parts) => units * price + shipping;

/** Of so many units what has not gone back; with the last of the order's all that is left. */
function partsOf(model: Model, units: number, all: boolean): Parts {
  const open = quantity - model.released.units - sum(standing(model).map((refund) => refund.units));
  const shipped = sum(standing(model).map((refund) => refund.shipping));
  return all ? { units: open, shipping: shippingOf - shipped } : { units: Math.min(units, open), shipping: 0 };
}

/** Money given back by hand, or lost, may have used up what was paid: a part names no units. */
function giveBack(model: Model, parts: Parts, most = costOf(parts)): number {
  const amount = Math.min(costOf(parts), most, moneyLeft(model));
  const named = amount === costOf(parts) ? parts : { units: 0, shipping: 0 };
  if (amount > 0) model.refunds.push({ amount, ...named, status: "due" });
  return amount;
}

const callsOff = deed<Model, Real, number | "all">(
  {
    what: "units are called off",
    input: fc.constantFrom(1, 2, "all" as const),
    act: async ({ key, lineId }, units) => {
      const lines = units === "all" ? units : [{ lineId, quantity: units }];
      const wish = { ...key, cancellationId: newId(), lines, reason: "out_of_stock", actor: "clock" as const };
      return answerOf(await cancelLines(database.db, wish, day.now()));
    },
    predict: (model, asked) => {
      if (model.order !== "paid" && model.order !== "partially_shipped") return "not_cancellable";
      const units = asked === "all" ? left(model) : asked;
      if (units > left(model)) return "quantity_invalid";
      if (units === 0) return "nothing_chosen";
      model.units.cancelled += units;
      const all = model.units.cancelled === quantity;
      const back = partsOf(model, units, all);
      if (all) moveOrder(model, "cancelled");
      if (model.payment === "authorized") {
        model.released.units += back.units;
        model.released.shipping += back.shipping;
        return "ok";
      }
      // Until the bank has decided nothing goes back, and no refund names the units.
      const { status } = model.dispute;
      const given = status === "needs_response" ? 0 : giveBack(model, back);
      const before = all ? sum(model.kept.map((kept) => kept.amount)) : 0;
      const amount = costOf(back) - given - before;
      if ((status === "needs_response" || status === "lost") && amount > 0) model.kept.push({ units, amount });
      return "ok";
    },
  },
  look,
);

const staffGiveBack = deed<Model, Real, number | "all">(
  {
    what: "staff give some back",
    input: fc.constantFrom(1, 2 * price, "all" as const, "all" as const),
    act: async ({ key }, asked, model) => {
      const amount = asked === "all" ? moneyLeft(model) : asked;
      const wish = { amount, reason: "goodwill", actor: "clock" as const };
      return answerOf(await inTransaction(database.db, (tx) => oweRefund(tx, key, wish, day.now())));
    },
    predict: (model, asked) => {
      const most = moneyLeft(model);
      const amount = asked === "all" ? most : asked;
      if (amount === 0 || amount > most) return "too_much";
      model.refunds.push({ amount, units: 0, shipping: 0, status: "due" });
      return "ok";
    },
  },
  look,
);

const bankSendsBack = deed<Model, Real, null>(
  {
    what: "the bank sends a refund back",
    input: nothing,
    isPossible: ({ refunds }) => refunds.some(({ status }) => status === "succeeded"),
    act: async (real) => {
      const refund = await database.db.refund.findFirstOrThrow({
        where: { ...real.key, status: "succeeded" },
        orderBy: { refundId: "asc" },
      });
      await day.control("refunds/fail", { refundId: refund.providerRefundId });
      await hear(real);
      return "told";
    },
    predict: (model) => {
      const refund = model.refunds.find(({ status }) => status === "succeeded");
      if (refund) refund.status = "failed";
      count(model);
      return "told";
    },
  },
  look,
);

const isDisputed = deed<Model, Real, number | "all">(
  {
    what: "a bank takes money of the payment back",
    input: fc.constantFrom(1, price, "all" as const),
    isPossible: ({ captured, dispute }) => captured > 0 && dispute.status === "none",
    act: async (real, asked, { captured }) => {
      await tellDispute(real, "needs_response", asked === "all" ? captured : Math.min(asked, captured));
      return "told";
    },
    predict: (model, asked) => {
      const { captured } = model;
      model.dispute = { status: "needs_response", amount: asked === "all" ? captured : Math.min(asked, captured) };
      return "told";
    },
  },
  look,
);

const bankDecides = deed<Model, Real, "won" | "lost">(
  {
    what: "the bank decides the dispute",
    input: fc.constantFrom("won", "lost", "lost"),
    isPossible: ({ dispute }) => dispute.status === "needs_response",
    act: async (real, how, { dispute }) => {
      await tellDispute(real, how, dispute.amount);
      return "told";
    },
    predict: (model, how) => {
      model.dispute.status = how;
      model.kept = model.kept.flatMap(({ units, amount }, at, { length }) => {
        const all = model.order === "cancelled" && at === length - 1;
        const left = amount - giveBack(model, partsOf(model, units, all), amount);
        return left > 0 ? [{ units, amount: left }] : [];
      });
      return "told";
    },
  },
  look,
);

function tellDispute({ key, first }: Real, status: string, amount: number): Promise<void> {
  const facts = { disputeId: `dp_${key.orderId}`, status, reason: "fraudulent", amount, currency: first.currency };
  const [at, dueBy] = [day.now(), null];
  return recordDispute(database.db, key, { ...facts, dueBy, openedAt: at, toldAt: at }, at);
}

const toldAgain = deed<Model, Real, null>(
  {
    what: "all that was told is told again, backwards",
    input: nothing,
    act: async ({ before, heard }) => {
      await day.tell((await day.events()).slice(before, heard).toReversed());
      return "told";
    },
    predict: () => "told",
  },
  look,
);

const comesTooLate = deed<Model, Real, null>(
  {
    what: "what was right before comes too late",
    input: nothing,
    act: async ({ first }, _, model) => {
      await comeTooLate({ db: database.db, day, first }, model);
      return "refused";
    },
    predict: () => "refused",
  },
  look,
);

const unpaid = [isDeclined, timeIsUp, buyerCancels];
const paid = [jobsRun, parcelLeaves, callsOff, staffGiveBack, jobsRun, bankSendsBack, isDisputed, bankDecides];
const debits = [paysByDebit, debitEnds, debitEnds, debitEnds];
const vouchers = [takesVoucher, voucherEnds, voucherEnds, voucherTimeIsUp];

/** Most walks begin with the payment, for a short time is left to those that don't. */
function walksOf(mode: Real["mode"], locale: Locale = "de-DE") {
  const later = mode === "at_once" ? (locale === "ja-JP" ? vouchers : debits) : [];
  const pays = [paysByCard(mode), ...later.slice(0, 1)];
  const steps = [
    ...pays,
    ...later,
    ...unpaid,
    ...paid,
    ...paid,
    toldAgain,
    toldAgain,
    comesTooLate,
    comesTooLate,
    comesTooLate,
  ];
  return fc
    .tuple(
      fc.option(fc.oneof(...pays), { freq: 2 }),
      comesTooLate,
      fc.commands(steps, { maxCommands: 24, size: "max" }),
    )
    .map(([first, late, commands]) => ({ mode, locale, commands: first ? [first, late, ...commands] : [...commands] }));
}

test(
  "a payment is where the model of it is, here and at the provider, whatever happens to it",
  async () => {
    await holdsFor(
      fc.asyncProperty(
        fc.oneof(walksOf("at_once"), walksOf("at_once", "ja-JP"), walksOf("on_shipment")),
        fc.record({ refundsReleases: fc.boolean(), cancelsVouchers: fc.boolean() }),
        async (walk, stripe) => {
          const { model, real } = await begin(walk, stripe);
          await fc.asyncModelRun(() => ({ model, real }), walk.commands);
        },
      ),
      32,
    );
    // A payment is opening until its page was written down, before a walk begins.
    expect([...reached, "opening"].toSorted()).toEqual([...paymentStatuses].toSorted());
  },
  modelTimeout,
);
