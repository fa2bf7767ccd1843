import { beforeAll, describe, expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { type PaymentProvider, PaymentRefused } from "@/lib/payments/provider";
import { finishRefund } from "./finish-refund";
import { oweRefund } from "./owe-refund";
import { readOrder } from "./read-order";
import { readRefundable } from "./read-refundable";
import { recordDispute } from "./record-dispute";
import { allThatIsLeft, type RefundChoice } from "./refund";
import { previewRefund, refundOrder } from "./refund-order";
import { refundPayment } from "./refund-payment";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const staff = () => ({ merchantId: world.merchantId, staffId: newId() });

type Key = { customerId: string; orderId: string };
const wishOf = (key: Key, choice: RefundChoice, refundId: string = newId()) => ({
  ...key,
  refundId,
  choice,
  reason: "damaged",
  note: "",
});
const give = (
  key: Key,
  choice: RefundChoice,
  more: { refundId?: string; merchantId?: string; operator?: boolean } = {},
) => refundOrder(database.db, { ...staff(), operator: false, ...more }, wishOf(key, choice, more.refundId), noon);

async function lineOf({ customerId, orderId }: Key): Promise<string> {
  const line = await database.db.orderLine.findFirstOrThrow({ where: { customerId, orderId } });
  return line.lineId;
}

const paymentOf = ({ customerId, orderId }: Key) =>
  database.db.payment.findUniqueOrThrow({
    where: { customerId_orderId: { customerId, orderId } },
    select: { status: true, capturedAmount: true, refundedAmount: true },
  });

/** The one call that sending refunds makes; a key asked for again is answered as before. */
function refunding(answer: (key: string) => "succeeded" | "pending" | "failed" | Error = () => "succeeded") {
  const sent = new Map<string, number>();
  const refund: PaymentProvider["refund"] = async ({ idempotencyKey, amount }) => {
    sent.set(idempotencyKey, amount);
    const status = answer(idempotencyKey);
    if (status instanceof Error) throw status;
    return { refundId: `re_${idempotencyKey}`, status };
  };
  const unused = () => Promise.reject(new Error("not asked for here"));
  const provider: PaymentProvider = {
    openCheckout: unused,
    closeCheckout: unused,
    readCheckout: unused,
    readIntent: unused,
    capture: unused,
    release: unused,
    listRefunds: async () => [],
    findRefund: async () => null,
    listEvents: unused,
    listIntents: unused,
    readDispute: unused,
    readFraudWarning: unused,
    refund,
  };
  return { provider, sent };
}

describe("refunding an order", () => {
  test("nothing goes back of what a bank has taken back, unless it decides for the shop or only asks", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 3 }]);
    const { customerId, orderId } = order;
    const choice = { lines: [{ lineId: await lineOf(order), quantity: 1 }], shippingAmount: 0 };
    const dispute = { disputeId: "du_1", reason: "fraudulent", amount: order.total, currency: "USD", dueBy: null };
    const told = (status: string, minutes: number, disputeId = "du_1") => {
      const toldAt = new Date(noon.getTime() + minutes * 60_000);
      return recordDispute(db, order, { ...dispute, disputeId, status, openedAt: noon, toldAt }, noon);
    };
    const preview = () => previewRefund(db, staff(), wishOf({ customerId, orderId }, choice), noon);
    await told("warning_needs_response", 0, "du_0");
    expect(await give({ customerId, orderId }, choice)).toMatchObject({ ok: true });
    for (const [minutes, status] of ["needs_response", "under_review"].entries()) {
      await told(status, minutes);
      const disputed = { ok: false, error: { code: "disputed" } };
      expect(await preview()).toEqual(disputed);
      expect(await give({ customerId, orderId }, choice)).toEqual(disputed);
    }
    await told("won", 2);
    const given = await preview();
    expect(given).toMatchObject({ ok: true });
    expect(await give({ customerId, orderId }, choice)).toEqual(given);
    await told("lost", 3, "du_2");
    const lost = { ok: false, error: { code: "lost", amount: order.total } };
    expect(await preview()).toEqual(lost);
    expect(await give({ customerId, orderId }, choice)).toEqual(lost);
  });

  test("what a bank has taken back for good is no longer the payment's to give, and the rest is", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 3 }]);
    const { customerId, orderId, total } = order;
    const unit = { lines: [{ lineId: await lineOf(order), quantity: 1 }], shippingAmount: 0 };
    const previewed = await previewRefund(db, staff(), wishOf({ customerId, orderId }, unit), noon);
    const price = previewed?.ok ? previewed.value.amount : 0;
    const about = { disputeId: "du_1", reason: "fraudulent", amount: total - price, currency: "USD", dueBy: null };
    await recordDispute(db, order, { ...about, status: "lost", openedAt: noon, toldAt: noon }, noon);
    expect(await give({ customerId, orderId }, unit)).toMatchObject({ ok: true, value: { amount: price } });
    const lost = { code: "lost", amount: total - price };
    expect(await give({ customerId, orderId }, unit)).toEqual({ ok: false, error: lost });
  });

  test("a dispute about another payment of the order, such as one paid twice, keeps nothing of its own", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 3 }]);
    const { customerId, orderId, total } = order;
    const choice = { lines: [{ lineId: await lineOf(order), quantity: 1 }], shippingAmount: 0 };
    const about = { disputeId: "du_1", reason: "duplicate", amount: total, currency: "USD", dueBy: null };
    const told = { ...about, paymentIntentId: "pi_of_the_second_page", openedAt: noon };
    const later = new Date(noon.getTime() + 60_000);
    await recordDispute(db, order, { ...told, status: "needs_response", toldAt: noon }, noon);
    expect(await give({ customerId, orderId }, choice)).toMatchObject({ ok: true });
    await recordDispute(db, order, { ...told, status: "lost", toldAt: later }, later);
    expect(await give({ customerId, orderId }, choice)).toMatchObject({ ok: true });
    const stray = {
      paymentIntentId: told.paymentIntentId,
      amount: total,
      reason: "paid_twice",
      actor: "stripe",
    } as const;
    expect(await inTransaction(db, (tx) => oweRefund(tx, order, stray, noon))).toMatchObject({ ok: false });
  });

  test("unit by unit and the shipping, everything that was paid goes back, and then nothing more", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [
      { ...(await makeProduct(db, world, { prices: { USD: 1099 } })), quantity: 3 },
    ]);
    const lineId = await lineOf(order);
    for (let unit = 0; unit < 3; unit += 1)
      expect(await give(order, { lines: [{ lineId, quantity: 1 }], shippingAmount: 0 })).toMatchObject({ ok: true });
    const refundable = await readRefundable(db, order);
    expect(refundable && allThatIsLeft(refundable)).toEqual({ lines: [], shippingAmount: 595 });
    expect(await give(order, { lines: [], shippingAmount: 595 })).toMatchObject({ ok: true });
    expect(await give(order, { lines: [{ lineId, quantity: 1 }], shippingAmount: 0 })).toMatchObject({
      ok: false,
      error: { code: "quantity_invalid", left: 0 },
    });

    const { provider, sent } = refunding();
    await refundPayment(db, provider, order, noon);
    await refundPayment(db, provider, order, noon);
    expect([...sent.values()].reduce((sum, amount) => sum + amount, 0)).toBe(order.total);
    expect(sent.size).toBe(4);
    expect(await paymentOf(order)).toEqual({
      status: "refunded",
      capturedAmount: order.total,
      refundedAmount: order.total,
    });
    expect(
      await db.notice.count({
        where: { customerId: order.customerId, orderId: order.orderId, cause: { startsWith: "refunded:" } },
      }),
    ).toBe(4);
  });

  test("eight clerks at once give a unit back once", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [await makeProduct(db, world)]);
    const lineId = await lineOf(order);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => give(order, { lines: [{ lineId, quantity: 1 }], shippingAmount: 0 })),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.refund.count({ where: { customerId: order.customerId, orderId: order.orderId } })).toBe(1);
  });

  test("a form sent twice at once refunds once, and says so both times", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 2 }]);
    const lineId = await lineOf(order);
    const refundId = newId();
    const choice = { lines: [{ lineId, quantity: 1 }], shippingAmount: 0 };
    const outcomes = await Promise.all([give(order, choice, { refundId }), give(order, choice, { refundId })]);
    expect(outcomes[0]).toMatchObject({ ok: true, value: { lines: [{ lineId, quantity: 1 }] } });
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(await db.refund.count({ where: { customerId: order.customerId, orderId: order.orderId } })).toBe(1);
  });

  test("a merchant gives back only the merchant's own, and shipping only where nobody else has a part", async () => {
    const { db } = database;
    const other = await makeWorld(db);
    const prices = { USD: 900 };
    const order = await makeSettledOrder(db, [
      await makeProduct(db, world, { prices }),
      await makeProduct(db, other, { prices }),
    ]);
    const lines = await db.orderLine.findMany({ where: { customerId: order.customerId, orderId: order.orderId } });
    const foreign = lines.find((line) => line.merchantId === other.merchantId)?.lineId ?? "";
    const refuse = { ok: false, error: { code: "not_yours" } };
    expect(await give(order, { lines: [{ lineId: foreign, quantity: 1 }], shippingAmount: 0 })).toEqual(refuse);
    expect(await give(order, { lines: [], shippingAmount: 1 })).toEqual(refuse);
    const operator = await give(order, { lines: [], shippingAmount: 200 }, { operator: true });
    expect(operator).toMatchObject({ ok: true, value: { amount: 200, shippingAmount: 200 } });
    expect(
      await give(order, { lines: [{ lineId: foreign, quantity: 1 }], shippingAmount: 0 }, { operator: true }),
    ).toEqual(refuse);
    const stranger = await makeWorld(db);
    expect(await give(order, { lines: [], shippingAmount: 1 }, { merchantId: stranger.merchantId })).toEqual({
      ok: false,
      error: { code: "not_found" },
    });
    const foreignOperator = { merchantId: stranger.merchantId, operator: true };
    expect(await give(order, { lines: [], shippingAmount: 100 }, foreignOperator)).toMatchObject({ ok: true });
    const { customerId, orderId } = order;
    const refunds = await db.refund.findMany({ where: { customerId, orderId }, orderBy: { createdAt: "asc" } });
    expect(refunds.map(({ shippingAmount, merchantId }) => [shippingAmount, merchantId])).toEqual(
      expect.arrayContaining([
        [200, world.merchantId],
        [100, null],
      ]),
    );
  });

  test("what is left of a line's tax goes back alone, and its units without it", async () => {
    const { db } = database;
    const world = await makeWorld(db);
    const variant = await makeProduct(db, world, { prices: { USD: 1099 } });
    const order = await makeSettledOrder(db, [{ ...variant, quantity: 3 }]);
    const lineId = await lineOf(order);
    const own = { merchantId: world.merchantId };
    const line = (await readOrder(db, order))?.lines[0];
    expect(line?.taxAmount).toBeGreaterThan(0);
    const first = await give(order, { lines: [{ lineId, quantity: 1 }], shippingAmount: 0 }, own);
    const tax = await give(order, { lines: [{ lineId, quantity: 0, allTax: true }], shippingAmount: 0 }, own);
    const rest = await give(order, { lines: [{ lineId, quantity: 2 }], shippingAmount: 595 }, own);
    const back = [first, tax, rest].map((each) => (each.ok ? each.value : null));
    expect(back.map((each) => each?.taxAmount)).toEqual([expect.any(Number), expect.any(Number), 0]);
    expect(tax).toMatchObject({ ok: true, value: { amount: (line?.taxAmount ?? 0) - (back[0]?.taxAmount ?? 0) } });
    expect(back.reduce((sum, each) => sum + (each?.amount ?? 0), 0)).toBe(order.total);
  });

  test("a refund the bank turns back is counted no longer, and its units can go back again", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [await makeProduct(db, world)]);
    const lineId = await lineOf(order);
    const refundId = newId();
    await give(order, { lines: [{ lineId, quantity: 1 }], shippingAmount: 0 }, { refundId });
    await refundPayment(db, refunding(() => "pending").provider, order, noon);
    expect((await paymentOf(order)).refundedAmount).toBeGreaterThan(0);
    const fail = () =>
      inTransaction(db, (tx) => finishRefund(tx, order, { refundId, to: "failed", actor: "stripe" }, noon));
    expect(await fail()).toBe(true);
    expect(await fail()).toBe(false);
    expect(await paymentOf(order)).toMatchObject({ status: "paid", refundedAmount: 0 });
    expect(await give(order, { lines: [{ lineId, quantity: 1 }], shippingAmount: 0 })).toMatchObject({ ok: true });
  });

  test("the provider's no is written down; its silence is tried again under the same key", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 2 }]);
    const lineId = await lineOf(order);
    await give(order, { lines: [{ lineId, quantity: 1 }], shippingAmount: 0 });
    const silent = refunding(() => new Error("timed out"));
    await expect(refundPayment(db, silent.provider, order, noon)).rejects.toThrow("timed out");
    const refused = refunding(() => new PaymentRefused("charge_disputed", "in dispute"));
    await refundPayment(db, refused.provider, order, noon);
    expect([...refused.sent.keys()]).toEqual([...silent.sent.keys()]);
    const read = await readOrder(db, order);
    expect(read?.events.map(({ type }) => type)).toContain("refund_failed");
    expect(await paymentOf(order)).toMatchObject({ status: "paid", refundedAmount: 0 });
  });

  test("never more than was taken, however it is asked for", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [await makeProduct(db, world)]);
    const owe = (amount: number, refundId = newId()) =>
      inTransaction(db, (tx) => oweRefund(tx, order, { refundId, amount, reason: "test", actor: "clock" }, noon));
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => owe(Math.floor(order.total / 2))));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
    expect(await owe(order.total)).toMatchObject({ ok: false, error: { code: "too_much", left: order.total % 2 } });
    expect(await owe(0)).toMatchObject({ ok: false });
  });
});
