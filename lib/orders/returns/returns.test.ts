import { beforeAll, describe, expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { type FixtureVariant, makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { cancelLines } from "../cancel-lines";
import { oweRefund } from "../owe-refund";
import { readMoneyView } from "../read-money-view";
import { readOrder } from "../read-order";
import { recordDispute } from "../record-dispute";
import { recordEvent } from "../record-event";
import { refundOrder } from "../refund-order";
import { approveReturn } from "./approve-return";
import { cancelReturn } from "./cancel-return";
import { inspectReturn } from "./inspect-return";
import { readOwnReturn } from "./read-own-return";
import { readReturnPlace } from "./read-return-place";
import { readReturnValue } from "./read-return-value";
import { readReturns } from "./read-returns";
import { receiveReturn } from "./receive-return";
import { refundReturn } from "./refund-return";
import { rejectReturn } from "./reject-return";
import { type ReturnRequest, requestReturn } from "./request-return";
import { returnStatuses, returnTransitions } from "./return";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const staffId = newId();
const staff = () => ({ merchantId: world.merchantId, staffId });
const days = (count: number) => new Date(noon.getTime() + count * 24 * 3_600_000);

/** A paid order of some units of one thing, all or some of them in a parcel that has arrived. */
async function deliveredOrder(variant: FixtureVariant, quantity: number, shipped = quantity) {
  const { db } = database;
  const order = await makeSettledOrder(db, [{ ...variant, quantity }]);
  const lineId = (await readOrder(db, order))?.lines[0]?.lineId ?? "";
  const shipmentId = newId();
  const parcel = { shipmentId, fulfilmentId: newId(), carrier: "ups", tracking: "1Z" };
  const told = { actor: "clock", at: noon } as const;
  await recordEvent(db, order, {
    ...told,
    type: "shipped",
    data: { ...parcel, lines: [{ lineId, quantity: shipped }] },
  });
  await recordEvent(db, order, { ...told, type: "delivered", data: { shipmentId } });
  return { ...order, lineId };
}

type Order = Awaited<ReturnType<typeof deliveredOrder>>;
const ask = (order: Order, quantity: number, more: Partial<ReturnRequest> = {}, now = days(1)) =>
  requestReturn(
    database.db,
    {
      customerId: order.customerId,
      orderId: order.orderId,
      returnId: newId(),
      resolution: "refund",
      comment: "",
      lines: [{ lineId: order.lineId, quantity, reason: "changed_mind" }],
      ...more,
    },
    now,
  );

const inspect = (order: Order, returnId: string, accepted: number, restock: number) =>
  inspectReturn(database.db, staff(), { returnId, lines: [{ lineId: order.lineId, accepted, restock }] }, days(3));

async function inspected(order: Order, quantity: number, more: Partial<ReturnRequest> = {}, accepted = quantity) {
  const returnId = newId();
  await ask(order, quantity, { returnId, ...more });
  await approveReturn(database.db, staff(), { returnId }, days(2));
  await receiveReturn(database.db, staff(), { returnId }, days(3));
  await inspect(order, returnId, accepted, accepted);
  return returnId;
}

const onHand = async ({ productId, variantId }: FixtureVariant) => {
  const rows = await database.db.stockLevel.findMany({ where: { productId, variantId } });
  return rows.reduce((sum, row) => sum + row.onHand, 0);
};
const refundsOf = ({ customerId, orderId }: Order) => database.db.refund.findMany({ where: { customerId, orderId } });

const allowed = [
  "requested approved",
  "requested rejected",
  "requested cancelled",
  "approved received",
  "approved cancelled",
  "received inspected",
  "inspected refunded",
  "inspected exchanged",
  "inspected rejected",
];
test.each(returnStatuses.flatMap((from) => returnStatuses.map((to) => ({ from, to }))))(
  "a return may go from $from to $to only where the table says so",
  ({ from, to }) => {
    expect(returnTransitions[from].includes(to)).toBe(allowed.includes(`${from} ${to}`));
  },
);

describe("an id that a form brings", () => {
  const unknown = { ok: false, error: { code: "not_found" } };

  test("stands for one thing of an order: what was called off, a return or a refund, and no two of them", async () => {
    const { db } = database;
    const order = await deliveredOrder(await makeProduct(db, world, { prices: { USD: 1099 } }), 4, 2);
    const { customerId, orderId, lineId } = order;
    const [first, second] = [newId(), newId()];
    const callOff = (cancellationId: string) =>
      cancelLines(
        db,
        {
          customerId,
          orderId,
          cancellationId,
          lines: [{ lineId, quantity: 1 }],
          reason: "changed_mind",
          actor: "shopper",
        },
        days(1),
      );
    expect(await callOff(first)).toMatchObject({ ok: true });
    expect(await ask(order, 1, { returnId: first })).toEqual(unknown);
    expect(await ask(order, 1, { returnId: second })).toMatchObject({ ok: true });
    expect(await callOff(second)).toEqual(unknown);
    const choice = { lines: [{ lineId, quantity: 1 }], shippingAmount: 0 };
    const wish = { customerId, orderId, refundId: second, choice, reason: "other", note: "" };
    expect(await refundOrder(db, staff(), wish, days(1))).toEqual(unknown);
    expect(await refundsOf(order)).toMatchObject([{ refundId: first }]);
  });

  test("is no return's of another order", async () => {
    const variant = await makeProduct(database.db, world);
    const [mine, other] = [await deliveredOrder(variant, 1), await deliveredOrder(variant, 1)];
    const returnId = newId();
    expect(await ask(mine, 1, { returnId })).toMatchObject({ ok: true });
    expect(await ask(other, 1, { returnId })).toEqual(unknown);
  });
});

describe("a return", () => {
  test("of what a bank has taken back is not paid as store credit either, until the bank decides for the shop", async () => {
    const { db } = database;
    const order = await deliveredOrder(await makeProduct(db, world, { prices: { USD: 1099 } }), 2);
    const returnId = await inspected(order, 1, { resolution: "store_credit" });
    const dispute = { disputeId: "du_1", reason: "fraudulent", amount: order.total, currency: "USD", dueBy: null };
    const told = (status: string, at: number) =>
      recordDispute(db, order, { ...dispute, status, openedAt: days(3), toldAt: days(at) }, days(at));
    await told("needs_response", 3);
    const refused = { ok: false, error: { code: "disputed" } };
    expect(await refundReturn(db, staff(), { returnId }, days(4))).toEqual(refused);
    expect(await refundsOf(order)).toEqual([]);
    await told("won", 5);
    expect(await refundReturn(db, staff(), { returnId }, days(6))).toMatchObject({ ok: true });
    expect(await refundsOf(order)).toMatchObject([{ returnId, paymentAmount: 0, status: "succeeded" }]);
  });

  test("whose money a bank has taken back for good is settled without a refund, for that reason", async () => {
    const { db } = database;
    const order = await deliveredOrder(await makeProduct(db, world, { prices: { USD: 1099 } }), 2);
    const returnId = await inspected(order, 1);
    const dispute = { disputeId: "du_2", reason: "fraudulent", amount: order.total, currency: "USD", dueBy: null };
    await recordDispute(db, order, { ...dispute, status: "lost", openedAt: days(3), toldAt: days(4) }, days(4));
    expect(await readReturnValue(db, { ...order, returnId })).toMatchObject({ amount: 0, shortfall: "lost" });
    expect(await refundReturn(db, staff(), { returnId }, days(5))).toEqual({ ok: true, value: { amount: 0 } });
    const read = await readOrder(db, order);
    expect(read && (await readReturns(db, read))).toMatchObject([{ status: "refunded", shortfall: "lost" }]);
  });

  test("goes from the request to the money, told at each step, the merchant's row beside it", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 5, prices: { USD: 1099 } });
    const order = await deliveredOrder(variant, 3);
    const returnId = newId();
    expect(await ask(order, 2, { returnId })).toMatchObject({ ok: true });
    expect(await receiveReturn(db, staff(), { returnId }, days(2))).toEqual({
      ok: false,
      error: { code: "wrong_status" },
    });
    await approveReturn(db, staff(), { returnId, carrier: "ups", tracking: "1ZBACK" }, days(2));
    await receiveReturn(db, staff(), { returnId }, days(3));
    expect(await inspect(order, returnId, 3, 0)).toMatchObject({ ok: false, error: { code: "quantity_invalid" } });
    expect(await inspect(order, returnId, 1, 2)).toMatchObject({ ok: false, error: { code: "quantity_invalid" } });
    expect(await inspect(order, returnId, 2, 1)).toEqual({ ok: true, value: null });
    expect(await onHand(variant)).toBe(3);
    const refunds = await Promise.all(
      Array.from({ length: 4 }, () => refundReturn(db, staff(), { returnId }, days(4))),
    );
    expect(refunds.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await refundsOf(order)).toMatchObject([{ refundId: returnId, returnId, status: "due" }]);
    expect(
      await db.merchantReturn.findUniqueOrThrow({
        where: { merchantId_returnId: { merchantId: world.merchantId, returnId } },
      }),
    ).toMatchObject({ status: "refunded", itemCount: 2 });
    const types = (await readOrder(db, order))?.events.map(({ type }) => type) ?? [];
    expect(types.filter((type) => type.startsWith("return_"))).toEqual([
      "return_requested",
      "return_approved",
      "return_received",
      "return_inspected",
    ]);
    const causes = await db.notice.findMany({ where: { customerId: order.customerId, orderId: order.orderId } });
    expect(causes.map(({ cause }) => cause)).toEqual(
      expect.arrayContaining([`return_requested:${returnId}`, `return_approved:${returnId}`]),
    );
  });

  test("every unit comes back once, whoever asks at the same moment", async () => {
    const order = await deliveredOrder(await makeProduct(database.db, world), 2);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => ask(order, 1)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
    const numbers = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.number] : []));
    expect(new Set(numbers).size).toBe(2);
  });

  test("a form sent twice is one return, of which its merchant is told once", async () => {
    const order = await deliveredOrder(await makeProduct(database.db, world), 2);
    const returnId = newId();
    const [first, second] = await Promise.all([ask(order, 1, { returnId }), ask(order, 1, { returnId })]);
    expect(first).toEqual(second);
    expect(await database.db.return.count({ where: { customerId: order.customerId, orderId: order.orderId } })).toBe(1);
    const told = await database.db.merchantNotice.findMany({
      where: { merchantId: world.merchantId, cause: `return_requested:${returnId}` },
    });
    expect(told).toMatchObject([{ type: "return_requested", data: { returnId, count: 1 } }]);
  });

  test("is for what has left, in its time, and was not given back otherwise", async () => {
    const { db } = database;
    const order = await deliveredOrder(await makeProduct(db, world), 3, 2);
    const refuse = (left: number) => ({
      ok: false,
      error: { code: "quantity_invalid", lineId: order.lineId, left },
    });
    expect(await ask(order, 3)).toEqual(refuse(2));
    expect(await ask(order, 1, {}, days(31))).toEqual(refuse(0));
    expect(await ask(order, 0)).toMatchObject({ ok: false });
    await cancelLines(
      db,
      { ...order, cancellationId: newId(), lines: "all", reason: "changed_mind", actor: "shopper" },
      days(1),
    );
    expect(await ask(order, 3)).toEqual(refuse(2));
    const choice = { lines: [{ lineId: order.lineId, quantity: 1 }], shippingAmount: 0 };
    await refundOrder(db, staff(), { ...order, refundId: newId(), choice, reason: "damaged", note: "" }, days(1));
    expect(await ask(order, 2)).toEqual(refuse(1));
  });

  test("turned down or called off, its units may be sent back after all", async () => {
    const { db } = database;
    const order = await deliveredOrder(await makeProduct(db, world), 1);
    const [first, second] = [newId(), newId()];
    await ask(order, 1, { returnId: first });
    expect(await rejectReturn(db, staff(), { returnId: first, reason: "worn" }, days(2))).toMatchObject({ ok: true });
    await ask(order, 1, { returnId: second });
    expect(await cancelReturn(db, { ...order, returnId: second }, days(2))).toMatchObject({ ok: true });
    expect(await cancelReturn(db, { ...order, returnId: second }, days(2))).toMatchObject({ ok: false });
    expect(await ask(order, 1)).toMatchObject({ ok: true });
  });

  test("that is turned down says why, to its buyer and to the merchant", async () => {
    const { db } = database;
    const order = await deliveredOrder(await makeProduct(db, world), 1);
    const returnId = newId();
    await ask(order, 1, { returnId });
    const reason = "The seal is broken & <b>worn</b>";
    await rejectReturn(db, staff(), { returnId, reason }, days(2));
    const own = await readOwnReturn(db, world.merchantId, returnId);
    expect(own?.found.rejection).toBe(reason);
    const asked = await readOrder(db, order);
    expect(asked && (await readReturns(db, asked))).toMatchObject([{ returnId, rejection: reason }]);
  });

  test("goes back to the place that sent it, and is not approved before that has an address", async () => {
    const { db } = database;
    const order = await deliveredOrder(await makeProduct(db, world), 1);
    const { merchantId } = world;
    const [returnId, locationId] = [newId(), newId()];
    await cutFulfilments(db, order, noon);
    await db.location.create({ data: { merchantId, locationId, name: "Annexe", country: "DE", createdAt: noon } });
    await db.fulfilment.updateMany({ where: { merchantId, orderId: order.orderId }, data: { locationId } });
    await db.fulfilmentLine.updateMany({ where: { merchantId, lineId: order.lineId }, data: { shippedQuantity: 1 } });
    await ask(order, 1, { returnId });
    const place = () => readReturnPlace(db, { merchantId, orderId: order.orderId, lineIds: [order.lineId] });
    expect(await place()).toMatchObject({ locationId });
    const approved = () => approveReturn(db, staff(), { returnId }, days(2));
    expect(await approved()).toEqual({ ok: false, error: { code: "no_address" } });
    expect((await readOwnReturn(db, merchantId, returnId))?.found.status).toBe("requested");
    const address = { line1: "Am Kai 4", postalCode: "28195", city: "Bremen" };
    await db.location.updateMany({ where: { merchantId, locationId }, data: address });
    expect(await approved()).toMatchObject({ ok: true });
    await db.location.updateMany({ where: { merchantId, locationId }, data: { active: false } });
    expect(await place()).toMatchObject({ locationId: merchantId });
  });

  test("is no other merchant's to touch", async () => {
    const { db } = database;
    const order = await deliveredOrder(await makeProduct(db, world), 1);
    const returnId = newId();
    await ask(order, 1, { returnId });
    const stranger = { merchantId: (await makeWorld(db)).merchantId, staffId };
    const unknown = { ok: false, error: { code: "not_found" } };
    expect(await approveReturn(db, stranger, { returnId }, days(2))).toEqual(unknown);
    expect(await refundReturn(db, stranger, { returnId }, days(2))).toEqual(unknown);
  });

  test("paid as store credit, the payment keeps nothing more to give for those units", async () => {
    const { db } = database;
    const order = await deliveredOrder(await makeProduct(db, world, { prices: { USD: 2000 } }), 2);
    const returnId = await inspected(order, 1, { resolution: "store_credit" });
    const paid = await refundReturn(db, staff(), { returnId }, days(4));
    const amount = paid.ok ? paid.value.amount : 0;
    expect(await db.storeCredit.findMany({ where: { customerId: order.customerId } })).toMatchObject([
      { currency: "USD", balance: amount },
    ]);
    expect(await refundsOf(order)).toMatchObject([{ status: "succeeded", paymentAmount: 0, creditAmount: amount }]);
    const choice = { lines: [{ lineId: order.lineId, quantity: 1 }], shippingAmount: 595 };
    await refundOrder(db, staff(), { ...order, refundId: newId(), choice, reason: "damaged", note: "" }, days(5));
    const refunds = await refundsOf(order);
    expect(refunds.reduce((sum, refund) => sum + refund.amount, 0)).toBe(order.total);
  });

  test("of which nothing is taken back, no money goes back, and it can be turned down", async () => {
    const { db } = database;
    const order = await deliveredOrder(await makeProduct(db, world), 1);
    const returnId = await inspected(order, 1, {}, 0);
    expect(await refundReturn(db, staff(), { returnId }, days(4))).toEqual({
      ok: false,
      error: { code: "nothing_accepted" },
    });
    expect(await rejectReturn(db, staff(), { returnId, reason: "worn" }, days(4))).toMatchObject({ ok: true });
    expect(await refundsOf(order)).toEqual([]);
  });

  test("of which a unit is taken back is not turned down any more: the unit is for sale again", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 2 });
    const order = await deliveredOrder(variant, 2);
    const returnId = await inspected(order, 2, {}, 1);
    expect(await rejectReturn(db, staff(), { returnId, reason: "worn" }, days(4))).toEqual({
      ok: false,
      error: { code: "units_accepted" },
    });
    expect((await readOwnReturn(db, world.merchantId, returnId))?.found.status).toBe("inspected");
    expect(await onHand(variant)).toBe(1);
    expect(await refundReturn(db, staff(), { returnId }, days(4))).toMatchObject({ ok: true });
  });
});

describe("a return whose money went back before", () => {
  /** One thing at 20.00, whose return was looked at; of the order only so much is left to give back. */
  async function leftOf(left: number, more: Partial<ReturnRequest> = {}) {
    const { db } = database;
    const order = await deliveredOrder(await makeProduct(db, world, { prices: { USD: 2000 } }), 1);
    const returnId = await inspected(order, 1, more);
    const wish = {
      refundId: newId(),
      amount: order.total - left,
      reason: "given_at_provider",
      actor: "stripe",
    } as const;
    expect(await inTransaction(db, (tx) => oweRefund(tx, order, wish, days(3)))).toMatchObject({ ok: true });
    return { order, returnId };
  }
  const noticesOf = async ({ customerId, orderId }: Order) =>
    (await database.db.notice.findMany({ where: { customerId, orderId } })).map(({ cause }) => cause);

  test("in part gives back what is left, and everybody is told that much", async () => {
    const { db } = database;
    const { order, returnId } = await leftOf(1500);
    expect(await refundReturn(db, staff(), { returnId }, days(4))).toEqual({ ok: true, value: { amount: 1500 } });
    const refunds = await refundsOf(order);
    expect(refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(order.total);
    const own = await readOwnReturn(db, world.merchantId, returnId);
    expect(own?.found).toMatchObject({ status: "refunded", refundedAmount: 1500 });
    expect(await noticesOf(order)).not.toContain(`return_settled:${returnId}`);
  });

  test("in part says what is given back of it: nothing once the bank turned it back, and once what is owed again", async () => {
    const { db } = database;
    const { order, returnId } = await leftOf(1500);
    expect(await refundReturn(db, staff(), { returnId }, days(4))).toMatchObject({ ok: true });
    const given = async () => (await readOwnReturn(db, world.merchantId, returnId))?.found.refundedAmount;
    await db.refund.updateMany({ where: { orderId: order.orderId, returnId }, data: { status: "failed" } });
    expect(await given()).toBe(0);
    const again = { amount: 1500, reason: "returned", actor: "clock", returnId } as const;
    expect(await inTransaction(db, (tx) => oweRefund(tx, order, again, days(5)))).toMatchObject({ ok: true });
    expect(await given()).toBe(1500);
  });

  test("as a whole is settled without a refund, and its buyer is told so", async () => {
    const { db } = database;
    const { order, returnId } = await leftOf(0);
    expect(await refundReturn(db, staff(), { returnId }, days(4))).toEqual({ ok: true, value: { amount: 0 } });
    expect(await refundsOf(order)).toHaveLength(1);
    const own = await readOwnReturn(db, world.merchantId, returnId);
    expect(own?.found).toMatchObject({
      status: "refunded",
      refundedAmount: 0,
      rejection: null,
      shortfall: "given_back",
    });
    expect(own?.order.events.map(({ type }) => type)).toContain("return_settled");
    expect(await noticesOf(order)).toContain(`return_settled:${returnId}`);
  });

  test("as goodwill while it was under way was shown to whoever gave it, and is settled", async () => {
    const { db } = database;
    const order = await deliveredOrder(await makeProduct(db, world, { prices: { USD: 2000 } }), 3);
    const view = async () => (await readMoneyView(db, order, { ...staff(), operator: false }))?.lines;
    const returnId = newId();
    await ask(order, 1, { returnId });
    expect(await view()).toMatchObject([{ refundable: 3, returning: 1 }]);
    const choice = { lines: [{ lineId: order.lineId, quantity: 3 }], shippingAmount: 0 };
    await refundOrder(db, staff(), { ...order, refundId: newId(), choice, reason: "goodwill", note: "" }, days(2));
    await approveReturn(db, staff(), { returnId }, days(2));
    await receiveReturn(db, staff(), { returnId }, days(3));
    await inspect(order, returnId, 1, 1);
    expect(await refundReturn(db, staff(), { returnId }, days(4))).toEqual({ ok: true, value: { amount: 0 } });
    expect(await view()).toMatchObject([{ refundable: 0, returning: 0 }]);
  });

  test("is not settled while the money is only set aside", async () => {
    const { db } = database;
    const { order, returnId } = await leftOf(1500);
    const { customerId, orderId } = order;
    await db.payment.update({
      where: { customerId_orderId: { customerId, orderId } },
      data: { status: "authorized", capturedAmount: 0 },
    });
    const refused = { ok: false, error: { code: "not_captured" } };
    expect(await refundReturn(db, staff(), { returnId }, days(4))).toEqual(refused);
    expect((await readOwnReturn(db, world.merchantId, returnId))?.found.status).toBe("inspected");
  });
});

describe("a return of what was not paid through the shop", () => {
  /** Two things, of whose payment only so much was ever taken; the return of one was looked at. */
  async function takenOf(capturedAmount: number, outcome?: "paid_otherwise" | "written_off") {
    const { db } = database;
    const order = await deliveredOrder(await makeProduct(db, world, { prices: { USD: 2000 } }), 2);
    const returnId = await inspected(order, 1);
    await db.payment.updateMany({ where: { orderId: order.orderId }, data: { capturedAmount } });
    const data = { kind: "captured_short", note: "", ...(outcome ? { outcome } : {}) };
    if (outcome) await recordEvent(db, order, { type: "reconciled", actor: `staff:${staffId}`, at: days(3), data });
    return { order, returnId };
  }
  async function settled(order: Order, returnId: string) {
    const { db } = database;
    const value = await readReturnValue(db, { ...order, returnId });
    expect(await refundReturn(db, staff(), { returnId }, days(4))).toEqual({ ok: true, value: { amount: 0 } });
    const told = (await readOwnReturn(db, world.merchantId, returnId))?.found.shortfall;
    expect(value?.shortfall).toBe(told);
    return told;
  }

  test.each([
    ["paid_otherwise", "paid_otherwise"],
    ["written_off", "unpaid"],
    [undefined, "unpaid"],
  ] as const)("says that its money never came: %s is %s", async (outcome, shortfall) => {
    const { order, returnId } = await takenOf(0, outcome);
    expect(await settled(order, returnId)).toBe(shortfall);
  });

  test("gives back what the shop has, and says why it is less", async () => {
    const { db } = database;
    const { order, returnId } = await takenOf(700, "paid_otherwise");
    const value = await readReturnValue(db, { ...order, returnId });
    expect(value).toMatchObject({ amount: 700, shortfall: "paid_otherwise" });
    expect(await refundReturn(db, staff(), { returnId }, days(4))).toEqual({ ok: true, value: { amount: 700 } });
  });

  test("says that its money went back before where only a little of the order was paid outside", async () => {
    const { db } = database;
    const taken = 3900;
    const { order, returnId } = await takenOf(taken, "paid_otherwise");
    const goodwill = { amount: taken, reason: "goodwill", actor: "clock" } as const;
    expect(await inTransaction(db, (tx) => oweRefund(tx, order, goodwill, days(3)))).toMatchObject({ ok: true });
    expect(await settled(order, returnId)).toBe("given_back");
  });

  test("says that what it cost is whole where all of it is there", async () => {
    const { order, returnId } = await takenOf(4000, "paid_otherwise");
    expect(await readReturnValue(database.db, { ...order, returnId })).toMatchObject({ shortfall: null });
  });

  test("says that it cost nothing", async () => {
    const order = await deliveredOrder(await makeProduct(database.db, world, { prices: { USD: 0 } }), 1);
    expect(await settled(order, await inspected(order, 1))).toBe("free");
  });
});
