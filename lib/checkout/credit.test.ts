import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { makeBuyer, noon } from "@/dev/testing/buyer";
import { type FixtureVariant, makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { minutes } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { chargeable } from "@/lib/core/money";
import { inTransaction } from "@/lib/db/transaction";
import { cancelLines } from "@/lib/orders/cancel-lines";
import { finishRefund } from "@/lib/orders/finish-refund";
import { oweRefund } from "@/lib/orders/owe-refund";
import { readOrder } from "@/lib/orders/read-order";
import { recordEvent } from "@/lib/orders/record-event";
import { releaseCredits } from "@/lib/orders/release-credits";
import { approveReturn } from "@/lib/orders/returns/approve-return";
import { inspectReturn } from "@/lib/orders/returns/inspect-return";
import { receiveReturn } from "@/lib/orders/returns/receive-return";
import { refundReturn } from "@/lib/orders/returns/refund-return";
import { requestReturn } from "@/lib/orders/returns/request-return";
import { settlePayment } from "@/lib/orders/settle-payment";
import { disableGiftCard } from "@/lib/payments/disable-gift-card";
import { hashGiftCode } from "@/lib/payments/gift-card";
import { issueGiftCard } from "@/lib/payments/issue-gift-card";
import { planCredit } from "@/lib/payments/plan-credit";
import { readCredit } from "@/lib/payments/read-credit";
import { placeOrder } from "./place-order";

const database = useDatabase();
let world: World;
let variant: FixtureVariant;
beforeAll(async () => {
  world = await makeWorld(database.db);
  variant = await makeProduct(database.db, world, { onHand: 1000, prices: { USD: 6400 } });
});

const secret = "a secret of the tests, long enough to be one";
const issue = (amount: number, more: { expiresAt?: Date } = {}) =>
  issueGiftCard(
    database.db,
    {
      cardId: newId(),
      amount,
      currency: "USD",
      email: null,
      locale: "en-US",
      expiresAt: null,
      actor: `staff:${newId()}`,
      ...more,
    },
    { secret },
    noon,
  );

/** Orders one unit with a gift card, at what the shopper is shown. */
async function buyWith(codeHash: string, more: { expectedCredit?: number } = {}) {
  const buyer = await makeBuyer(database.db, [variant]);
  const { customerId, market } = buyer;
  const credit = await readCredit(
    database.db,
    { customerId, currency: market.currency, codeHash, useStoreCredit: false },
    buyer.form.expectedTotal,
    noon,
  );
  const form = { ...buyer.form, expectedCredit: credit.amount, ...more };
  return placeOrder(database.db, { customerId, market, form, giftCard: codeHash }, noon);
}

const cardOf = (codeHash: string) =>
  database.db.giftCard.findUniqueOrThrow({ where: { codeHash }, include: { entries: true } });

/** The card's money is on the card, set aside for an order, or spent and not given back: nowhere else. */
async function expectConserved(codeHash: string): Promise<void> {
  const card = await cardOf(codeHash);
  expect(card.entries.reduce((sum, { delta }) => sum + delta, 0)).toBe(card.balance);
  const credits = await database.db.orderCredit.findMany({ where: { codeHash } });
  const outside = credits.reduce(
    (sum, { status, amount, refundedAmount }) => sum + (status === "released" ? 0 : amount - refundedAmount),
    0,
  );
  expect(card.balance + outside).toBe(card.initialAmount);
  if (card.status !== "disabled") expect(card.status).toBe(card.balance === 0 ? "spent" : "active");
}

describe("credit against a total", () => {
  test("covers it, or leaves as much as a payment has to be; never more than there is", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 50_000 }),
        fc.constantFrom("USD" as const, "JPY" as const, "KWD" as const),
        fc.integer({ min: 0, max: 60_000 }),
        fc.integer({ min: 0, max: 60_000 }),
        (drawn, currency, card, storeCredit) => {
          const total = chargeable(drawn, currency);
          const parts = planCredit(total, currency, { giftCard: { codeHash: "a", balance: card }, storeCredit });
          const amountOf = (source: string) =>
            parts.reduce((sum, part) => sum + (part.source === source ? part.amount : 0), 0);
          expect(amountOf("gift_card")).toBeLessThanOrEqual(card);
          expect(amountOf("store_credit")).toBeLessThanOrEqual(storeCredit);
          const rest = total - amountOf("gift_card") - amountOf("store_credit");
          expect(rest).toBeGreaterThanOrEqual(0);
          expect(rest).toBe(chargeable(rest, currency));
          if (rest > 0 && rest < total) expect(rest).toBeGreaterThanOrEqual(currency === "KWD" ? 200 : 50);
          if (card + storeCredit >= total) expect(rest).toBe(0);
          expect(parts.every(({ amount }) => amount > 0)).toBe(true);
        },
      ),
    );
  });
});

describe("a gift card", () => {
  test("pays a whole order: paid as it is placed, and Stripe is not asked", async () => {
    const { db } = database;
    const { codeHash } = await issue(20_000);
    const placed = await buyWith(codeHash);
    if (!placed.ok) throw new Error(placed.error.code);
    const order = await readOrder(db, placed.value);
    expect(order).toMatchObject({ status: "paid", payment: { amount: 0, status: "paid", capturedAmount: 0 } });
    expect(order?.creditAmount).toBe(order?.totalAmount);
    const jobs = await db.$queryRaw<{ key: string }[]>`select key from graphile_worker.jobs where key is not null`;
    const keys = jobs.map(({ key }) => key);
    expect(keys).not.toContain(`payments.open:${placed.value.orderId}`);
    expect(keys).toContain(`fulfilment.cut:${placed.value.orderId}`);
    await expectConserved(codeHash);

    const cancelled = await cancelLines(
      db,
      { ...placed.value, cancellationId: newId(), lines: "all", reason: "changed_mind", actor: "shopper" },
      noon,
    );
    expect(cancelled).toMatchObject({ ok: true, value: { all: true } });
    expect(await cardOf(codeHash)).toMatchObject({ balance: 20_000, status: "active" });
    await expectConserved(codeHash);
  });

  test("worth one order is spent by one of six at once", async () => {
    const { codeHash } = await issue(3000);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => buyWith(codeHash, { expectedCredit: 3000 })));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    for (const outcome of outcomes)
      if (!outcome.ok) expect(["credit_changed", "gift_card_refused"]).toContain(outcome.error.code);
    expect(await cardOf(codeHash)).toMatchObject({ balance: 0, status: "spent" });
    await expectConserved(codeHash);
  });

  test("pays a part: the payment is for the rest, and a refund of all gives each its own back", async () => {
    const { db } = database;
    const { codeHash } = await issue(2500);
    const placed = await buyWith(codeHash);
    if (!placed.ok) throw new Error(placed.error.code);
    const order = await readOrder(db, placed.value);
    const rest = (order?.totalAmount ?? 0) - 2500;
    expect(order?.payment?.amount).toBe(rest);
    const paid = { ...placed.value, sessionId: null, paymentIntentId: `pi_${placed.value.orderId}`, currency: "USD" };
    await settlePayment(db, { ...paid, amount: rest, actor: "stripe" }, noon);
    await cancelLines(
      db,
      { ...placed.value, cancellationId: newId(), lines: "all", reason: "changed_mind", actor: "shopper" },
      noon,
    );
    const refunds = await db.refund.findMany({ where: placed.value });
    expect(refunds).toMatchObject([{ paymentAmount: rest, creditAmount: 2500 }]);
    expect(await cardOf(codeHash)).toMatchObject({ balance: 2500, status: "active" });
    await expectConserved(codeHash);
  });

  test("what the bank turns back of a refund is all that can be owed again: the credit has gone back already", async () => {
    const { db } = database;
    const { codeHash } = await issue(2500);
    const placed = await buyWith(codeHash);
    if (!placed.ok) throw new Error(placed.error.code);
    const key = placed.value;
    const rest = ((await readOrder(db, key))?.totalAmount ?? 0) - 2500;
    const paid = { ...key, sessionId: null, paymentIntentId: `pi_${key.orderId}`, currency: "USD" };
    await settlePayment(db, { ...paid, amount: rest, actor: "stripe" }, noon);
    const owe = (amount: number) =>
      inTransaction(db, (tx) => oweRefund(tx, key, { amount, reason: "test", actor: "clock" }, noon));
    const owed = await owe(rest + 2500);
    if (!owed.ok) throw new Error(owed.error.code);
    const { refundId } = owed.value;
    await inTransaction(db, (tx) => finishRefund(tx, key, { refundId, to: "failed", actor: "stripe" }, noon));
    expect(await owe(rest + 1)).toEqual({ ok: false, error: { code: "too_much", left: rest } });
    expect(await owe(rest)).toMatchObject({ ok: true, value: { paymentAmount: rest, creditAmount: 0 } });
    await expectConserved(codeHash);
  });

  test("unknown, empty, expired or disabled pays nothing, and the shopper is told", async () => {
    const refused = { ok: false, error: { code: "gift_card_refused" } };
    expect(await buyWith(hashGiftCode("0000-0000-0000-0000", secret))).toEqual(refused);
    expect(await buyWith((await issue(5000, { expiresAt: noon })).codeHash)).toEqual(refused);
    const { codeHash } = await issue(5000);
    const actor = `staff:${newId()}` as const;
    expect(await disableGiftCard(database.db, { codeHash, actor }, noon)).toBe(true);
    expect(await disableGiftCard(database.db, { codeHash, actor }, noon)).toBe(false);
    expect(await buyWith(codeHash)).toEqual(refused);
  });

  /** An order with some of it, given up when the card's time is over. */
  async function giveUp(codeHash: string, meanwhile: () => Promise<unknown>) {
    const { db } = database;
    const placed = await buyWith(codeHash);
    if (!placed.ok) throw new Error(placed.error.code);
    await meanwhile();
    const order = { ...placed.value, currency: "USD" };
    const later = new Date(noon.getTime() + minutes(50));
    const release = () => inTransaction(db, (tx) => releaseCredits(tx, order, "clock", later));
    await Promise.all([release(), release()]);
    return db.storeCredit.findMany({ where: { customerId: order.customerId }, select: { balance: true } });
  }

  test("expired while an order holds some of it: what comes back becomes store credit", async () => {
    const { codeHash } = await issue(2500, { expiresAt: new Date(noon.getTime() + minutes(40)) });
    expect(await giveUp(codeHash, async () => undefined)).toEqual([{ balance: 2500 }]);
  });

  test("disabled while an order holds some of it: what comes back stays on it, and is nobody's to spend", async () => {
    const { codeHash } = await issue(2500);
    const disable = () => disableGiftCard(database.db, { codeHash, actor: `staff:${newId()}` }, noon);
    expect(await giveUp(codeHash, disable)).toEqual([]);
    expect(await cardOf(codeHash)).toMatchObject({ status: "disabled", balance: 2500 });
    await expectConserved(codeHash);
    expect(await buyWith(codeHash)).toMatchObject({ ok: false, error: { code: "gift_card_refused" } });
  });

  test("disabled before what it paid for comes back: asked for as store credit, its money goes to it all the same", async () => {
    const { db } = database;
    const { codeHash } = await issue(20_000);
    const placed = await buyWith(codeHash);
    if (!placed.ok) throw new Error(placed.error.code);
    const key = placed.value;
    const lineId = (await readOrder(db, key))?.lines[0]?.lineId ?? "";
    const lines = [{ lineId, quantity: 1 }];
    const parcel = { shipmentId: newId(), fulfilmentId: newId(), carrier: "ups", tracking: "1Z", lines };
    await inTransaction(db, (tx) => recordEvent(tx, key, { type: "shipped", actor: "clock", at: noon, data: parcel }));
    const [staff, returnId] = [{ merchantId: world.merchantId, staffId: newId() }, newId()];
    const asked = { ...key, returnId, resolution: "store_credit", comment: "" } as const;
    await requestReturn(db, { ...asked, lines: [{ lineId, quantity: 1, reason: "changed_mind" }] }, noon);
    await approveReturn(db, staff, { returnId }, noon);
    await receiveReturn(db, staff, { returnId }, noon);
    await inspectReturn(db, staff, { returnId, lines: [{ lineId, accepted: 1, restock: 1 }] }, noon);
    await disableGiftCard(db, { codeHash, actor: `staff:${staff.staffId}` }, noon);
    expect(await refundReturn(db, staff, { returnId }, noon)).toMatchObject({ ok: true, value: { amount: 6_864 } });
    expect(await db.storeCredit.count({ where: { customerId: key.customerId } })).toBe(0);
    await expectConserved(codeHash);
  });

  test("its money is conserved whatever happens to its orders, in any order and at once", async () => {
    const { db } = database;
    const step = fc.record({
      act: fc.constantFrom("buy", "pay", "release", "cancel"),
      at: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 100, max: 20_000 }),
        fc.array(step, { minLength: 3, maxLength: 9 }),
        async (amount, steps) => {
          const { codeHash } = await issue(amount);
          const orders: { customerId: string; orderId: string }[] = [];
          const run = async ({ act, at }: (typeof steps)[number]) => {
            const order = orders[at % Math.max(1, orders.length)];
            if (act === "buy" || !order) {
              const placed = await buyWith(codeHash);
              if (placed.ok) orders.push(placed.value);
              return;
            }
            const read = await readOrder(db, order);
            if (act === "pay" && read?.payment)
              await settlePayment(
                db,
                {
                  ...order,
                  sessionId: null,
                  paymentIntentId: `pi_${order.orderId}`,
                  amount: read.payment.amount,
                  currency: "USD",
                  actor: "stripe",
                },
                noon,
              );
            if (act === "release")
              await inTransaction(db, async (tx) => {
                const { count } = await tx.order.updateMany({
                  where: { ...order, status: "pending_payment" },
                  data: { status: "cancelled" },
                });
                if (count === 1) await releaseCredits(tx, { ...order, currency: "USD" }, "clock", noon);
              });
            if (act === "cancel")
              await cancelLines(
                db,
                { ...order, cancellationId: newId(), lines: "all", reason: "test", actor: "shopper" },
                new Date(noon.getTime() + minutes(5)),
              );
          };
          await run({ act: "buy", at: 0 });
          for (let index = 0; index < steps.length; index += 3)
            await Promise.all(steps.slice(index, index + 3).map(run));
          await expectConserved(codeHash);
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);
});
