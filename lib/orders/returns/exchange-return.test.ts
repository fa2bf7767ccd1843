import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { type FixtureVariant, makeProduct, makeVariant, makeWorld, type World } from "@/dev/testing/fixtures";
import { findStockDrift } from "@/dev/testing/order-audit";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import type { Currency } from "@/lib/core/money";
import { inTransaction } from "@/lib/db/transaction";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import type { Locale } from "@/lib/i18n/markets";
import { adjustStock } from "@/lib/inventory/adjust-stock";
import { buyerOf } from "@/lib/inventory/buyer";
import { sweepReservations } from "@/lib/inventory/sweep-reservations";
import { cancelLines } from "../cancel-lines";
import { oweRefund } from "../owe-refund";
import { readOrder } from "../read-order";
import { recordDispute } from "../record-dispute";
import { recordEvent } from "../record-event";
import { approveReturn } from "./approve-return";
import { cancelReturn } from "./cancel-return";
import { exchangeReturn } from "./exchange-return";
import { inspectReturn } from "./inspect-return";
import { receiveReturn } from "./receive-return";
import { refundReturn } from "./refund-return";
import { rejectReturn } from "./reject-return";
import { requestReturn } from "./request-return";

const database = useDatabase({ poolMax: 12 });
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const staff = () => ({ merchantId: world.merchantId, staffId: "01900000-0000-7000-8000-000000000001" });
const days = (count: number) => new Date(noon.getTime() + count * 24 * 3_600_000);

interface Prices {
  locale?: Locale;
  currency?: Currency;
  paid?: number;
  other?: number;
  otherOnHand?: number;
}

/** Three units of one variant, arrived; another variant of the product to exchange them for. */
async function arrived({
  locale = "en-US",
  currency = "USD",
  paid = 6400,
  other = 6400,
  otherOnHand = 5,
}: Prices = {}) {
  const { db } = database;
  const variant = await makeProduct(db, world, { onHand: 5, prices: { [currency]: paid } });
  const replacement = await makeVariant(db, world, variant, { onHand: otherOnHand, prices: { [currency]: other } });
  const order = await makeSettledOrder(db, [{ ...variant, quantity: 3 }], { locale });
  const lineId = (await readOrder(db, order))?.lines[0]?.lineId ?? "";
  const shipmentId = newId();
  const told = { actor: "clock", at: noon } as const;
  const parcel = { shipmentId, fulfilmentId: newId(), carrier: "ups", tracking: "1Z" };
  await recordEvent(db, order, { ...told, type: "shipped", data: { ...parcel, lines: [{ lineId, quantity: 3 }] } });
  await recordEvent(db, order, { ...told, type: "delivered", data: { shipmentId } });
  const { customerId, orderId, total } = order;
  return { customerId, orderId, total, lineId, variant, replacement, returnId: newId() };
}
type Arrived = Awaited<ReturnType<typeof arrived>>;

const ask = (order: Arrived, quantity: number, exchangeVariantId?: string) => {
  const { customerId, orderId, returnId, lineId, replacement } = order;
  const line = {
    lineId,
    quantity,
    reason: "wrong_size" as const,
    exchangeVariantId: exchangeVariantId ?? replacement.variantId,
  };
  const wish = { customerId, orderId, returnId, resolution: "exchange" as const, comment: "", lines: [line] };
  return requestReturn(database.db, wish, days(1));
};
const inspect = ({ returnId, lineId }: Arrived, accepted: number) =>
  inspectReturn(database.db, staff(), { returnId, lines: [{ lineId, accepted, restock: accepted }] }, days(3));

async function inspected(order: Arrived, quantity: number, accepted = quantity) {
  await ask(order, quantity);
  await approveReturn(database.db, staff(), { returnId: order.returnId }, days(2));
  await receiveReturn(database.db, staff(), { returnId: order.returnId }, days(3));
  await inspect(order, accepted);
}

const exchange = ({ returnId }: Arrived, at = 4) => exchangeReturn(database.db, staff(), { returnId }, days(at));

async function unitsOf(variant: FixtureVariant) {
  const rows = await database.db.stockLevel.findMany({ where: { ...variant } });
  const sum = (of: "onHand" | "held" | "sold") => rows.reduce((total, row) => total + row[of], 0);
  return { onHand: sum("onHand"), held: sum("held"), sold: sum("sold") };
}

/** Where the money of an order went: all that was paid for it is somewhere, once. */
async function moneyOf({ customerId, orderId }: Arrived) {
  const { db } = database;
  const refunds = await db.refund.findMany({ where: { customerId, orderId, status: { not: "failed" } } });
  const replacements = await db.order.findMany({
    where: { customerId, orderId: { not: orderId } },
    include: { payment: true, credits: true, lines: true, notices: true },
  });
  const credit = await db.storeCredit.findMany({ where: { customerId } });
  return {
    toCard: refunds.reduce((sum, refund) => sum + refund.paymentAmount, 0),
    toCredit: refunds.reduce((sum, refund) => sum + refund.creditAmount, 0),
    replacements,
    balance: credit.reduce((sum, { balance }) => sum + balance, 0),
  };
}

describe("an exchange", () => {
  test("is not sent for what a bank has taken back", async () => {
    const { db } = database;
    const order = await arrived();
    await inspected(order, 1);
    const dispute = { disputeId: "du_1", reason: "fraudulent", amount: order.total, currency: "USD", dueBy: null };
    const told = { ...dispute, status: "under_review", openedAt: days(3), toldAt: days(3) };
    await recordDispute(db, order, told, days(3));
    expect(await exchange(order)).toEqual({ ok: false, error: { code: "disputed" } });
    expect((await moneyOf(order)).replacements).toEqual([]);
    await recordDispute(db, order, { ...told, status: "won", toldAt: days(4) }, days(4));
    expect(await exchange(order, 5)).toMatchObject({ ok: true });
  });

  test("is kept from the approval on, and goes out as a paid order of its own, cut like any other", async () => {
    const { db } = database;
    const order = await arrived();
    expect(await ask(order, 2)).toMatchObject({ ok: true });
    expect(await unitsOf(order.replacement)).toEqual({ onHand: 5, held: 0, sold: 0 });
    expect(await approveReturn(db, staff(), { returnId: order.returnId }, days(2))).toMatchObject({ ok: true });
    expect(await unitsOf(order.replacement)).toEqual({ onHand: 5, held: 2, sold: 0 });
    await receiveReturn(db, staff(), { returnId: order.returnId }, days(3));
    await inspect(order, 2);
    const done = await Promise.all(Array.from({ length: 4 }, () => exchange(order)));
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await unitsOf(order.replacement)).toEqual({ onHand: 3, held: 0, sold: 2 });
    expect(await unitsOf(order.variant)).toEqual({ onHand: 4, held: 0, sold: 1 });

    const { replacements, toCard, toCredit, balance } = await moneyOf(order);
    expect(replacements).toMatchObject([
      { status: "paid", shippingAmount: 0, payment: { status: "paid", amount: 0 }, credits: [{ status: "spent" }] },
    ]);
    expect({ toCard, balance }).toEqual({ toCard: 0, balance: 0 });
    expect(toCredit).toBe(replacements[0]?.totalAmount);
    expect(replacements[0]?.lines).toMatchObject([{ ...order.replacement, quantity: 2 }]);
    expect(replacements[0]?.notices.map(({ cause }) => cause)).toEqual(["confirmed"]);
    const orderId = replacements[0]?.orderId ?? "";
    await cutFulfilments(db, { customerId: order.customerId, orderId }, days(4));
    expect(await db.fulfilment.findMany({ where: { merchantId: world.merchantId, orderId } })).toMatchObject([
      { status: "to_pack", itemCount: 2 },
    ]);
    const causes = await db.notice.findMany({ where: { customerId: order.customerId, orderId: order.orderId } });
    expect(causes.map(({ cause }) => cause)).toEqual(expect.arrayContaining([`exchanged:${order.returnId}`]));
    expect(causes.some(({ cause }) => cause.startsWith("refunded:"))).toBe(false);
    expect(await findStockDrift(db)).toEqual([]);
  });

  test("for something cheaper gives the difference back, and the parts add up to what was paid", async () => {
    const order = await arrived({ paid: 1999, other: 1500 });
    await inspected(order, 3);
    const done = await exchange(order);
    const { toCard, toCredit, replacements } = await moneyOf(order);
    expect(done).toMatchObject({ ok: true, value: { difference: toCard } });
    expect(replacements[0]).toMatchObject({ subtotalAmount: 4500, totalAmount: toCredit });
    const old = await readOrder(database.db, order);
    expect(toCard + toCredit).toBe(order.total - (old?.shippingAmount ?? 0));
  });

  test("for something dearer, sold out, or of another product is not offered", async () => {
    const dearer = await arrived({ other: 6401 });
    const refused = { ok: false, error: { code: "not_exchangeable", lineId: dearer.lineId } };
    expect(await ask(dearer, 1)).toEqual(refused);
    const scarce = await arrived({ otherOnHand: 1 });
    expect(await ask(scarce, 2)).toMatchObject({ error: { code: "not_exchangeable" } });
    const stranger = await makeProduct(database.db, world);
    expect(await ask(scarce, 1, stranger.variantId)).toMatchObject({ error: { code: "not_exchangeable" } });
    expect(await ask(scarce, 1)).toMatchObject({ ok: true });
  });

  test("whose replacement is gone can't be approved, but for money it can, and nothing is left aside", async () => {
    const { db } = database;
    const order = await arrived({ otherOnHand: 2 });
    await ask(order, 2);
    await makeSettledOrder(db, [{ ...order.replacement, quantity: 1 }]);
    const { returnId } = order;
    expect(await approveReturn(db, staff(), { returnId }, days(2))).toEqual({ ok: false, error: { code: "sold_out" } });
    expect(await unitsOf(order.replacement)).toEqual({ onHand: 1, held: 0, sold: 1 });
    expect(await approveReturn(db, staff(), { returnId, insteadRefund: true }, days(2))).toMatchObject({ ok: true });
    await receiveReturn(db, staff(), { returnId }, days(3));
    await inspect(order, 2);
    expect(await exchange(order)).toEqual({ ok: false, error: { code: "wrong_status" } });
    expect(await refundReturn(db, staff(), { returnId }, days(4))).toMatchObject({ ok: true });
    expect(await moneyOf(order)).toMatchObject({ toCredit: 0, replacements: [] });
  });

  test("of fewer units than asked for sends as many as were taken back; the rest is for sale again", async () => {
    const order = await arrived();
    await inspected(order, 3, 1);
    expect(await exchange(order)).toMatchObject({ ok: true });
    expect(await unitsOf(order.replacement)).toEqual({ onHand: 4, held: 0, sold: 1 });
    expect(await findStockDrift(database.db)).toEqual([]);
  });

  test("not kept any longer takes the replacement anew; where it is gone, money goes back instead", async () => {
    const { db } = database;
    const order = await arrived();
    await inspected(order, 2);
    expect(await sweepReservations(db, days(31))).toBe(0);
    expect(await sweepReservations(db, days(33))).toBe(2);
    expect(await exchange(order, 34)).toMatchObject({ ok: true });
    expect(await unitsOf(order.replacement)).toEqual({ onHand: 3, held: 0, sold: 2 });

    const late = await arrived({ otherOnHand: 2 });
    await inspected(late, 2);
    await sweepReservations(db, days(33));
    await makeSettledOrder(db, [{ ...late.replacement, quantity: 2 }]);
    expect(await exchange(late, 34)).toEqual({ ok: false, error: { code: "sold_out" } });
    expect(await moneyOf(late)).toMatchObject({ toCard: 0, toCredit: 0, balance: 0 });
    expect(await refundReturn(db, staff(), { returnId: late.returnId }, days(34))).toMatchObject({ ok: true });
    expect(await findStockDrift(db)).toEqual([]);
  });
});

describe("an exchange whose replacement is no longer sold is settled with money", () => {
  const soldOut = { ok: false, error: { code: "sold_out" } };

  test("where it has no price any more, and what was set aside stays so until then", async () => {
    const { db } = database;
    const order = await arrived();
    await inspected(order, 2);
    await db.price.deleteMany({ where: order.replacement });
    expect(await exchange(order)).toEqual(soldOut);
    expect(await unitsOf(order.replacement)).toEqual({ onHand: 5, held: 2, sold: 0 });
    expect(await refundReturn(db, staff(), { returnId: order.returnId }, days(4))).toMatchObject({ ok: true });
    expect(await unitsOf(order.replacement)).toEqual({ onHand: 5, held: 0, sold: 0 });
  });

  test("where the variant went after it was kept no longer", async () => {
    const { db } = database;
    const order = await arrived();
    await inspected(order, 2);
    await sweepReservations(db, days(33));
    await adjustStock(db, { ...staff(), now: days(33) }, { ...order.replacement, onHand: { to: 0 }, reason: "gone" });
    await db.variant.deleteMany({ where: order.replacement });
    expect(await exchange(order, 34)).toEqual(soldOut);
    expect(await refundReturn(db, staff(), { returnId: order.returnId }, days(34))).toMatchObject({ ok: true });
  });
});

describe("an exchange whose money went back before", () => {
  async function leftOf(left: number) {
    const { db } = database;
    const order = await arrived({ paid: 2000, other: 1500 });
    await inspected(order, 1);
    const wish = {
      refundId: newId(),
      amount: order.total - left,
      reason: "given_at_provider",
      actor: "stripe",
    } as const;
    expect(await inTransaction(db, (tx) => oweRefund(tx, order, wish, days(3)))).toMatchObject({ ok: true });
    return order;
  }

  test("in part goes out where what is left pays for it, and gives back what then remains", async () => {
    const order = await leftOf(1800);
    const done = await exchange(order);
    const { replacements, toCard, toCredit, balance } = await moneyOf(order);
    expect(toCredit).toBe(replacements[0]?.totalAmount);
    expect(done).toMatchObject({ ok: true, value: { difference: 1800 - toCredit } });
    expect({ paidBack: toCard + toCredit, balance }).toEqual({ paidBack: order.total, balance: 0 });
  });

  test("does not go out where too little is left: what is left goes back, or nothing does", async () => {
    const { db } = database;
    for (const { left, code } of [
      { left: 1000, code: "too_much" },
      { left: 0, code: "already_refunded" },
    ]) {
      const order = await leftOf(left);
      expect(await exchange(order)).toEqual({ ok: false, error: { code } });
      const { returnId } = order;
      expect(await refundReturn(db, staff(), { returnId }, days(4))).toEqual({ ok: true, value: { amount: left } });
      expect(await unitsOf(order.replacement)).toEqual({ onHand: 5, held: 0, sold: 0 });
    }
  });
});

describe("of a variant of which a customer may have only so many, an exchange", () => {
  /** Three units of each may be had, and all three of one were bought. */
  async function allBought() {
    const order = await arrived();
    await database.db.variant.updateMany({
      where: { productId: order.variant.productId },
      data: { perCustomerMax: 3 },
    });
    const { productId, variantId } = order.variant;
    const buyer = buyerOf("mara@example.com");
    await database.db.stockHold.updateMany({ where: { productId, orderId: order.orderId }, data: { buyer } });
    await database.db.purchaseTally.create({ data: { productId, variantId, buyer, quantity: 3, updatedAt: noon } });
    return order;
  }
  const countedOf = async ({ productId, variantId }: FixtureVariant) =>
    (await database.db.purchaseTally.findFirst({ where: { productId, variantId } }))?.quantity ?? 0;
  const buy = (variant: FixtureVariant) => makeSettledOrder(database.db, [variant]);

  test.each([
    { fit: 1, state: "fit" },
    { fit: 0, state: "unfit" },
  ])("for the same one leaves the buyer at the limit, where what came back is $state", async ({ fit }) => {
    const { db } = database;
    const order = await allBought();
    const { returnId, lineId, variant } = order;
    await ask(order, 1, variant.variantId);
    expect(await approveReturn(db, staff(), { returnId }, days(2))).toMatchObject({ ok: true });
    await receiveReturn(db, staff(), { returnId }, days(3));
    await inspectReturn(db, staff(), { returnId, lines: [{ lineId, accepted: 1, restock: fit }] }, days(3));
    const done = await exchange(order);
    expect(done).toMatchObject({ ok: true });
    expect(await countedOf(variant)).toBe(3);
    await expect(buy(variant)).rejects.toThrow("limit_reached");
    const key = { customerId: order.customerId, orderId: done.ok ? done.value.orderId : "" };
    const wish = { ...key, cancellationId: newId(), lines: "all", reason: "changed_mind", actor: "shopper" } as const;
    expect(await cancelLines(db, wish, days(5))).toMatchObject({ ok: true });
    expect(await countedOf(variant)).toBe(2);
    await buy(variant);
    expect(await findStockDrift(db)).toEqual([]);
  });

  test("counts what it sets aside, as long as it is kept", async () => {
    const { db } = database;
    const order = await allBought();
    const { returnId, replacement } = order;
    await ask(order, 2);
    await approveReturn(db, staff(), { returnId }, days(2));
    expect(await countedOf(replacement)).toBe(2);
    await receiveReturn(db, staff(), { returnId }, days(3));
    await inspect(order, 1);
    await exchange(order);
    expect([await countedOf(order.variant), await countedOf(replacement)]).toEqual([2, 1]);

    const late = await allBought();
    await ask(late, 2);
    await approveReturn(db, staff(), { returnId: late.returnId }, days(2));
    await sweepReservations(db, days(33));
    expect(await countedOf(late.replacement)).toBe(0);
    await receiveReturn(db, staff(), { returnId: late.returnId }, days(34));
    await inspect(late, 2);
    expect(await exchange(late, 34)).toMatchObject({ ok: true });
    expect(await countedOf(late.replacement)).toBe(2);
  });
});

type Step =
  | { kind: "ask"; quantity: number }
  | { kind: "approve"; insteadRefund: boolean }
  | { kind: "inspect"; accepted: number }
  | { kind: "cancel" | "reject" | "receive" | "exchange" | "refund" | "sweep" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("ask" as const), quantity: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant("approve" as const), insteadRefund: fc.constantFrom(false, false, true) }),
  fc.record({ kind: fc.constant("inspect" as const), accepted: fc.nat(3) }),
  fc.record({
    kind: fc.constantFrom(
      "receive" as const,
      "exchange" as const,
      "exchange" as const,
      "refund" as const,
      "cancel" as const,
      "reject" as const,
      "sweep" as const,
    ),
  }),
);
/** Most lives begin in order; what comes after, and in between, is anything. */
const life = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.nat(5), fc.array(step, { maxLength: 8 }))
  .map(([quantity, upTo, rest]): Step[] => [
    ...(
      [
        { kind: "ask", quantity },
        { kind: "approve", insteadRefund: false },
        { kind: "receive" },
        { kind: "inspect", accepted: quantity },
      ] satisfies Step[]
    ).slice(0, upTo),
    ...rest,
  ]);

async function take(order: Arrived, each: Step): Promise<unknown> {
  const { db } = database;
  const { returnId } = order;
  if (each.kind === "ask") return ask(order, each.quantity);
  if (each.kind === "approve")
    return approveReturn(db, staff(), { returnId, insteadRefund: each.insteadRefund }, days(2));
  if (each.kind === "inspect") return inspect(order, each.accepted);
  if (each.kind === "cancel") return cancelReturn(db, order, days(3));
  if (each.kind === "reject") return rejectReturn(db, staff(), { returnId, reason: "worn" }, days(3));
  if (each.kind === "receive") return receiveReturn(db, staff(), { returnId }, days(3));
  if (each.kind === "exchange") return exchange(order);
  if (each.kind === "refund") return refundReturn(db, staff(), { returnId }, days(4));
  return sweepReservations(db, days(33));
}

async function expectLaws(order: Arrived, currency: Currency) {
  const { db } = database;
  const { customerId, orderId, returnId } = order;
  const found = await db.return.findUnique({
    where: { customerId_orderId_returnId: { customerId, orderId, returnId } },
    include: { lines: true },
  });
  const { toCard, toCredit, replacements, balance } = await moneyOf(order);
  const accepted = found?.lines[0]?.acceptedQuantity ?? 0;
  const goods = order.total - ((await readOrder(db, order))?.shippingAmount ?? 0);
  const isOver = found?.status === "exchanged" || found?.status === "refunded";
  // Never more than was paid; an exchange's money is in its order, not in the buyer's hands as well.
  expect(toCard + toCredit).toBeLessThanOrEqual(goods);
  expect(balance).toBe(0);
  expect(replacements).toHaveLength(found?.status === "exchanged" ? 1 : 0);
  expect(replacements.reduce((sum, { totalAmount }) => sum + totalAmount, 0)).toBe(toCredit);
  expect(replacements.every(({ currency: own, status }) => own === currency && status === "paid")).toBe(true);
  if (accepted === 3 && isOver) expect(toCard + toCredit).toBe(goods);
  const stock = await unitsOf(order.replacement);
  expect(stock.sold).toBe(found?.status === "exchanged" ? accepted : 0);
  expect(stock.onHand + stock.sold).toBe(5);
  if (!found || !["approved", "received", "inspected"].includes(found.status)) expect(stock.held).toBe(0);
  expect(await findStockDrift(db)).toEqual([]);
}

const tills = fc.constantFrom<Prices & { currency: Currency }>(
  { locale: "en-US", currency: "USD", paid: 1999, other: 1799 },
  { locale: "ja-JP", currency: "JPY", paid: 1337, other: 1337 },
  { locale: "de-DE", currency: "EUR", paid: 2501, other: 999 },
);

describe("whatever buyer and merchant do with an exchange, in whatever order", () => {
  const holds = (together: boolean) =>
    fc.asyncProperty(life, tills, async (steps, till) => {
      const order = await arrived(till);
      if (together) {
        await inspected(order, 3);
        await Promise.all(steps.map((each) => take(order, each)));
      } else for (const each of steps) await take(order, each);
      await expectLaws(order, till.currency);
    });

  test("stock and money are where they should be, once", () => fc.assert(holds(false), { numRuns: 20 }), 180_000);

  test(
    "and so they are when all of it happens at the same moment",
    () => fc.assert(holds(true), { numRuns: 12 }),
    180_000,
  );
});
