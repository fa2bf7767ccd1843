import { beforeAll, describe, expect, test } from "vitest";
import { makeOrder, noon } from "@/dev/testing/buyer";
import { type FixtureVariant, makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { minutes } from "@/lib/core/clock";
import type { CheckoutState, PaymentProvider } from "@/lib/payments/provider";
import { cancelOrder, lapseOrder } from "./lapse-order";
import { readOrder } from "./read-order";
import { refundPayment } from "./refund-payment";
import { type PaidNotice, settlePayment } from "./settle-payment";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const stockOf = (variant: FixtureVariant) =>
  database.db.stockLevel.findFirstOrThrow({
    where: { productId: variant.productId, variantId: variant.variantId },
    select: { onHand: true, held: true, sold: true },
  });

const paidFor = (
  order: { customerId: string; orderId: string; total: number; currency: string },
  intent = `pi_${order.orderId}`,
): PaidNotice => ({
  customerId: order.customerId,
  orderId: order.orderId,
  sessionId: `cs_${intent}`,
  paymentIntentId: intent,
  amount: order.total,
  currency: order.currency,
  actor: "stripe",
});

const notAsked = () => Promise.reject(new Error("not asked for here"));
const nothingAsked: PaymentProvider = {
  openCheckout: notAsked,
  closeCheckout: notAsked,
  readCheckout: notAsked,
  readIntent: notAsked,
  capture: notAsked,
  release: notAsked,
  refund: notAsked,
  listRefunds: notAsked,
  findRefund: notAsked,
  listEvents: notAsked,
  listIntents: notAsked,
  readDispute: notAsked,
  readFraudWarning: notAsked,
};

/** A provider whose page stands as told; it counts what it was asked. */
function provider(page: Partial<CheckoutState> = {}): PaymentProvider & { refunds: string[] } {
  const refunds: string[] = [];
  return {
    refunds,
    ...nothingAsked,
    closeCheckout: async (sessionId) => ({
      sessionId,
      url: null,
      status: "expired",
      paymentStatus: "unpaid",
      paymentIntentId: null,
      amountTotal: 0,
      currency: "USD",
      order: null,
      reference: null,
      ...page,
    }),
    refund: async ({ idempotencyKey }) => {
      if (!refunds.includes(idempotencyKey)) refunds.push(idempotencyKey);
      return { refundId: `re_${refunds.indexOf(idempotencyKey)}`, status: "succeeded" };
    },
  };
}

const refundsOf = ({ customerId, orderId }: { customerId: string; orderId: string }) =>
  database.db.refund.findMany({ where: { customerId, orderId }, orderBy: { refundId: "asc" } });

async function jobsOf(orderId: string): Promise<string[]> {
  const rows = await database.db.$queryRaw<{ task: string }[]>`
    select j.task_identifier as task from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id where p.payload->>'orderId' = ${orderId} order by 1`;
  return rows.map((row) => row.task);
}

const later = (count: number) => new Date(noon.getTime() + minutes(count));

describe("money for an order", () => {
  test("pays it once: stock sold, confirmation and fulfilment owed, told twice or eight times at once", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 3 });
    const order = await makeOrder(db, [{ ...variant, quantity: 2 }]);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => settlePayment(db, paidFor(order), later(1))));
    expect(outcomes.filter((outcome) => outcome === "settled")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "already_settled")).toHaveLength(7);
    expect(await stockOf(variant)).toEqual({ onHand: 1, held: 0, sold: 2 });
    const read = await readOrder(db, order);
    expect(read).toMatchObject({ status: "paid", payment: { status: "paid" } });
    expect(read?.events.filter((event) => event.type === "paid")).toHaveLength(1);
    expect(
      await db.notice.findMany({
        where: { orderId: order.orderId, customerId: order.customerId },
        select: { cause: true },
      }),
    ).toEqual([{ cause: "confirmed" }]);
    expect(await jobsOf(order.orderId)).toEqual(expect.arrayContaining(["fulfilment.cut", "mail.send"]));
  });

  test("too late, while units are left: they are taken again", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 1 });
    const order = await makeOrder(db, [variant]);
    expect(await lapseOrder(db, provider(), order, later(41))).toBe("lapsed");
    expect(await stockOf(variant)).toEqual({ onHand: 1, held: 0, sold: 0 });
    expect(await settlePayment(db, paidFor(order), later(60))).toBe("settled_late");
    expect(await settlePayment(db, paidFor(order), later(61))).toBe("already_settled");
    expect(await stockOf(variant)).toEqual({ onHand: 0, held: 0, sold: 1 });
    expect(await readOrder(db, order)).toMatchObject({ status: "paid", payment: { status: "paid" } });
  });

  test("too late, when the units are gone: it goes back, once, and the buyer is told", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 1 });
    const order = await makeOrder(db, [variant]);
    await lapseOrder(db, provider(), order, later(41));
    await makeOrder(db, [variant], "en-US", later(42));
    expect(await settlePayment(db, paidFor(order), later(60))).toBe("refunding");
    expect(await settlePayment(db, paidFor(order), later(60))).toBe("already_settled");
    expect(await readOrder(db, order)).toMatchObject({
      status: "lapsed",
      payment: { status: "paid", capturedAmount: order.total, refundedAmount: 0 },
    });
    expect(await refundsOf(order)).toMatchObject([{ status: "due", reason: "out_of_stock", amount: order.total }]);
    expect(await stockOf(variant)).toEqual({ onHand: 1, held: 1, sold: 0 });
    const stripe = provider();
    await refundPayment(db, stripe, order, later(61));
    await refundPayment(db, stripe, order, later(62));
    expect(stripe.refunds).toHaveLength(1);
    const read = await readOrder(db, order);
    expect(read).toMatchObject({ status: "lapsed", payment: { status: "refunded", refundedAmount: order.total } });
    expect(read?.events.filter((event) => event.type === "refunded")).toHaveLength(1);
    expect(
      await db.notice.count({
        where: { customerId: order.customerId, orderId: order.orderId, cause: { startsWith: "refunded:" } },
      }),
    ).toBe(1);
  });

  test("set aside too late, when the units are gone, and told eight times at once: it is set aside once", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 1 });
    const order = await makeOrder(db, [variant]);
    await lapseOrder(db, provider(), order, later(41));
    await makeOrder(db, [variant], "en-US", later(42));
    const aside = { ...paidFor(order), authorizedUntil: later(60) };
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => settlePayment(db, aside, later(43))));
    expect(outcomes.filter((outcome) => outcome === "voiding")).toHaveLength(1);
    const read = await readOrder(db, order);
    expect(read).toMatchObject({ status: "lapsed", payment: { status: "authorized" } });
    expect(read?.events.filter(({ type }) => type === "payment_authorized")).toHaveLength(1);
  });

  test("after the shopper called it off, it goes back", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world);
    const order = await makeOrder(db, [variant]);
    expect(await cancelOrder(db, provider(), order, later(1))).toBe("cancelled");
    expect(await settlePayment(db, paidFor(order), later(2))).toBe("refunding");
    expect(await readOrder(db, order)).toMatchObject({ status: "cancelled", payment: { status: "paid" } });
    expect(await refundsOf(order)).toMatchObject([{ status: "due", reason: "order_cancelled", amount: order.total }]);
    expect(await stockOf(variant)).toMatchObject({ held: 0, sold: 0 });
  });

  test("of another amount or currency is never taken for it", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world);
    for (const wrong of [{ amount: 1 }, { currency: "JPY" }]) {
      const order = await makeOrder(db, [variant]);
      expect(await settlePayment(db, { ...paidFor(order), ...wrong }, later(1))).toBe("refunding");
      expect(await settlePayment(db, { ...paidFor(order), ...wrong }, later(1))).toBe("already_settled");
      expect(await readOrder(db, order)).toMatchObject({
        status: "pending_payment",
        payment: { status: "opening", capturedAmount: 0 },
      });
      expect(await refundsOf(order)).toMatchObject([{ status: "due", reason: "amount_mismatch" }]);
      expect(await lapseOrder(db, provider(), order, later(41))).toBe("lapsed");
    }
  });

  test("paid a second time on another page: the second goes back, the first stays", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world);
    const order = await makeOrder(db, [variant]);
    await settlePayment(db, paidFor(order, "pi_first"), later(1));
    expect(await settlePayment(db, paidFor(order, "pi_second"), later(1))).toBe("refunding");
    expect(await settlePayment(db, paidFor(order, "pi_second"), later(1))).toBe("already_settled");
    expect(await readOrder(db, order)).toMatchObject({
      status: "paid",
      payment: { status: "paid", paymentIntentId: "pi_first", refundedAmount: 0 },
    });
    expect(await refundsOf(order)).toMatchObject([{ paymentIntentId: "pi_second", amount: order.total }]);
    await refundPayment(db, provider(), order, later(2));
    expect(await readOrder(db, order)).toMatchObject({ payment: { status: "paid", refundedAmount: 0 } });
    expect(await refundsOf(order)).toMatchObject([{ status: "succeeded" }]);
  });

  test("for an order that is not there changes nothing", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world);
    const order = await makeOrder(db, [variant]);
    const stranger = await makeOrder(db, [variant]);
    expect(await settlePayment(db, { ...paidFor(order), customerId: stranger.customerId }, later(1))).toBe(
      "unknown_order",
    );
    expect(await readOrder(db, order)).toMatchObject({ status: "pending_payment" });
  });
});

describe("an order nobody pays", () => {
  test("lapses at its time: stock freed, lines back in the cart, once", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 4 });
    const order = await makeOrder(db, [{ ...variant, quantity: 3 }]);
    expect(await lapseOrder(db, provider(), order, later(39))).toBe("not_due");
    const endings = await Promise.all(Array.from({ length: 4 }, () => lapseOrder(db, provider(), order, later(41))));
    expect(endings.filter((ending) => ending === "lapsed")).toHaveLength(1);
    expect(await stockOf(variant)).toEqual({ onHand: 4, held: 0, sold: 0 });
    expect(await db.cartLine.findMany({ where: { customerId: order.customerId }, select: { quantity: true } })).toEqual(
      [{ quantity: 3 }],
    );
    expect(await db.stockLedger.count({ where: { productId: variant.productId, change: "released" } })).toBe(1);
  });

  test("is settled instead when the page turns out to be paid", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world);
    const order = await makeOrder(db, [variant]);
    await db.payment.update({
      where: { customerId_orderId: { customerId: order.customerId, orderId: order.orderId } },
      data: { status: "open", sessionId: "cs_1" },
    });
    const paid = provider({
      status: "complete",
      paymentStatus: "paid",
      paymentIntentId: "pi_1",
      amountTotal: order.total,
      currency: "USD",
      order,
    });
    expect(await lapseOrder(db, paid, order, later(41))).toBe("paid");
    expect(await readOrder(db, order)).toMatchObject({ status: "paid" });
  });

  test("waits while Stripe does not answer, but not for ever", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world);
    const order = await makeOrder(db, [variant]);
    await db.payment.update({
      where: { customerId_orderId: { customerId: order.customerId, orderId: order.orderId } },
      data: { status: "open", sessionId: "cs_2" },
    });
    const down: PaymentProvider = { ...provider(), closeCheckout: () => Promise.reject(new Error("timeout")) };
    await expect(lapseOrder(db, down, order, later(45))).rejects.toThrow("timeout");
    expect(await stockOf(variant)).toMatchObject({ held: 1 });
    expect(await lapseOrder(db, down, order, later(75))).toBe("lapsed");
    expect(await stockOf(variant)).toMatchObject({ held: 0 });
  });

  test("racing its payment ends paid with stock sold, or lapsed and then settled late: never both, never neither", async () => {
    const { db } = database;
    for (let round = 0; round < 6; round += 1) {
      const variant = await makeProduct(db, world, { onHand: 1 });
      const order = await makeOrder(db, [variant]);
      await Promise.all([settlePayment(db, paidFor(order), later(41)), lapseOrder(db, provider(), order, later(41))]);
      expect(await readOrder(db, order)).toMatchObject({ status: "paid", payment: { status: "paid" } });
      expect(await stockOf(variant)).toEqual({ onHand: 0, held: 0, sold: 1 });
    }
  });
});

test("stock_level can be rebuilt from the ledger for every variant of this file", async () => {
  const wrong = await database.db.$queryRaw<unknown[]>`
    select s.variant_id from stock_level s join lateral (
      select coalesce(sum(on_hand_delta), 0) as on_hand, coalesce(sum(held_delta), 0) as held, coalesce(sum(sold_delta), 0) as sold
        from stock_ledger l where l.product_id = s.product_id and l.variant_id = s.variant_id) l on true
     where (s.on_hand, s.held, s.sold) is distinct from (l.on_hand, l.held, l.sold)`;
  expect(wrong).toEqual([]);
});
