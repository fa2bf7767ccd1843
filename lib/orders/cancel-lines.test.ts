import { beforeAll, describe, expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { type FixtureVariant, makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { cancelLines } from "./cancel-lines";
import { type CancelWish, cancellableUnits } from "./choose-units";
import { readAmountDue } from "./read-amount-due";
import { readOrder } from "./read-order";
import { recordCapture } from "./record-capture";
import { recordDispute } from "./record-dispute";
import { recordEvent } from "./record-event";
import { refundOrder } from "./refund-order";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

type Key = { customerId: string; orderId: string };
const cancel = ({ customerId, orderId }: Key, more: Partial<CancelWish> = {}) =>
  cancelLines(
    database.db,
    {
      customerId,
      orderId,
      cancellationId: newId(),
      lines: "all",
      reason: "changed_mind",
      actor: "shopper",
      ...more,
    },
    noon,
  );

const stockOf = async ({ productId, variantId }: FixtureVariant) => {
  const rows = await database.db.stockLevel.findMany({ where: { productId, variantId } });
  const sum = (of: "onHand" | "held" | "sold") => rows.reduce((total, row) => total + row[of], 0);
  return { onHand: sum("onHand"), held: sum("held"), sold: sum("sold") };
};

const refundsOf = ({ customerId, orderId }: Key) =>
  database.db.refund.findMany({ where: { customerId, orderId }, include: { lines: true } });

async function jobsOf(orderId: string): Promise<string[]> {
  const rows = await database.db.$queryRaw<{ task: string }[]>`
    select j.task_identifier as task from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id where p.payload->>'orderId' = ${orderId} order by 1`;
  return rows.map((row) => row.task);
}

/** Tells of a dispute about an order's own payment, a minute later each time. */
function disputeOf(order: Key, amount: number, disputeId = "du_1") {
  let minute = 0;
  return (status: string) => {
    const toldAt = new Date(noon.getTime() + 60_000 * minute++);
    const facts = { disputeId, reason: "fraudulent", amount, currency: "USD", dueBy: null, openedAt: noon };
    return recordDispute(database.db, order, { ...facts, status, toldAt }, toldAt);
  };
}

/** A parcel has left, as the order's history tells it. */
const ship = (order: Key, lines: { lineId: string; quantity: number }[]) =>
  recordEvent(database.db, order, {
    type: "shipped",
    actor: "clock",
    at: noon,
    data: { shipmentId: newId(), fulfilmentId: newId(), carrier: "ups", tracking: "1Z", lines },
  });

describe("calling an order off before it ships", () => {
  test("of what a bank has taken back nothing goes back with the units, and all of it once the bank decides for the shop", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 2 }]);
    const { total } = order;
    const told = disputeOf(order, total);
    await told("needs_response");
    const cancellationId = newId();
    const off = { ok: true, value: { amount: 0, untaken: 0, withheld: total, all: true } };
    expect(await cancel(order, { cancellationId })).toEqual(off);
    expect(await cancel(order, { cancellationId })).toEqual(off);
    expect(await refundsOf(order)).toEqual([]);
    expect(await readOrder(db, order)).toMatchObject({ status: "cancelled" });

    await told("won");
    await told("won");
    const [refund, ...others] = await refundsOf(order);
    expect(others).toEqual([]);
    expect(refund).toMatchObject({ refundId: cancellationId, paymentAmount: total, reason: "changed_mind" });
    expect(refund?.lines).toMatchObject([{ quantity: 2 }]);
    expect(await cancel(order, { cancellationId })).toEqual(off);
    const { merchantId } = world;
    const notice = await db.merchantNotice.findFirstOrThrow({
      where: { merchantId, cause: { startsWith: "dispute.closed:du_1" } },
    });
    expect(notice.data).toMatchObject({ givenBack: { amount: total, currency: "USD" } });
    expect((await readOrder(db, order))?.events.map(({ type }) => type).slice(-2)).toEqual([
      "dispute_closed",
      "refund_due",
    ]);
  });

  test("a bank that decides against the shop keeps what it has, and what it left goes back", async () => {
    const { db } = database;
    const lost = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 2 }]);
    const told = disputeOf(lost, lost.total, "du_lost");
    await told("needs_response");
    await cancel(lost);
    await told("lost");
    expect(await refundsOf(lost)).toEqual([]);

    const part = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 2 }]);
    const ofPart = disputeOf(part, 1_000, "du_part");
    await ofPart("needs_response");
    await cancel(part);
    await ofPart("lost");
    expect((await refundsOf(part)).map(({ paymentAmount }) => paymentAmount)).toEqual([part.total - 1_000]);
  });

  test("units alone go back alone, once the last of two disputes is over", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 2 }]);
    const lineId = (await readOrder(db, order))?.lines[0]?.lineId ?? "";
    const [first, second] = [disputeOf(order, 500, "du_one"), disputeOf(order, 500, "du_two")];
    await first("needs_response");
    await second("needs_response");
    const off = await cancel(order, { lines: [{ lineId, quantity: 1 }] });
    await first("won");
    expect(await refundsOf(order)).toEqual([]);
    await second("won");
    const withheld = off.ok ? off.value.withheld : 0;
    expect(withheld).toBeGreaterThan(0);
    expect(await refundsOf(order)).toMatchObject([{ amount: withheld, shippingAmount: 0, lines: [{ quantity: 1 }] }]);
  });

  test("what went back in part goes back whole, once the bank has come back to it and decides for the shop", async () => {
    const { db } = database;
    const paidOf = async (order: Key) => (await refundsOf(order)).map(({ paymentAmount }) => paymentAmount);
    const before = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 2 }]);
    const first = disputeOf(before, 1_000, "du_before");
    await first("needs_response");
    await cancel(before);
    await first("lost");
    await first("needs_response");
    await first("won");
    expect(await paidOf(before)).toEqual([before.total - 1_000, 1_000]);

    const after = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 2 }]);
    const second = disputeOf(after, 1_000, "du_after");
    await second("lost");
    await cancel(after);
    for (const status of ["needs_response", "lost", "needs_response", "won", "under_review", "won"])
      await second(status);
    expect(await paidOf(after)).toEqual([after.total - 1_000, 1_000]);
  });

  test("units that are called off one after the other are kept back once, and all go back", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 2 }]);
    const lineId = (await readOrder(db, order))?.lines[0]?.lineId ?? "";
    const told = disputeOf(order, order.total, "du_twice");
    await told("needs_response");
    const kept = [await cancel(order, { lines: [{ lineId, quantity: 1 }] }), await cancel(order)];
    expect(kept.reduce((sum, off) => sum + (off.ok ? off.value.withheld : 0), 0)).toBe(order.total);
    await told("won");
    expect((await refundsOf(order)).reduce((sum, { amount }) => sum + amount, 0)).toBe(order.total);
  });

  test.each([
    ["had decided against the shop", ["needs_response", "lost"]],
    ["had not decided", ["needs_response"]],
  ])("of a payment that was taken short, all goes back that was kept while a bank %s", async (_, before) => {
    const { db } = database;
    const authorizedUntil = new Date(noon.getTime() + 7 * 24 * 3_600_000);
    const order = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 2 }], { authorizedUntil });
    const captured = order.total - 1_000;
    await inTransaction(db, (tx) => recordCapture(tx, order, { amount: captured, actor: "stripe" }, noon));
    const lineId = (await readOrder(db, order))?.lines[0]?.lineId ?? "";
    const told = disputeOf(order, captured, `du_short_${before.length}`);
    for (const status of before) await told(status);
    const off = await cancel(order, { lines: [{ lineId, quantity: 1 }] });
    const withheld = off.ok ? off.value.withheld : 0;
    expect(off).toMatchObject({ ok: true, value: { untaken: 1_000 } });
    expect(withheld).toBe(captured - (await readAmountDue(db, order)));
    const rest = await cancel(order);
    expect(withheld + (rest.ok ? rest.value.withheld : 0)).toBe(captured);
    expect(await refundsOf(order)).toEqual([]);
    await told("needs_response");
    await told("won");
    expect((await refundsOf(order)).reduce((sum, { amount }) => sum + amount, 0)).toBe(captured);
  });

  test("of what a bank has taken back in part and for good, the rest goes back with the units", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 2 }]);
    const about = { disputeId: "du_1", reason: "fraudulent", amount: 1_000, currency: "USD", dueBy: null };
    await recordDispute(db, order, { ...about, status: "lost", openedAt: noon, toldAt: noon }, noon);
    const amount = order.total - 1_000;
    const off = { amount, untaken: 0, withheld: 1_000, all: true };
    expect(await cancel(order)).toEqual({ ok: true, value: off });
    expect((await refundsOf(order)).map((refund) => refund.paymentAmount)).toEqual([amount]);
  });

  test("the whole of it: stock back, everything owed back, the order cancelled, told once however often", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 5 });
    const order = await makeSettledOrder(db, [{ ...variant, quantity: 3 }]);
    expect(await stockOf(variant)).toEqual({ onHand: 2, held: 0, sold: 3 });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => cancel(order)));
    expect(outcomes.filter(({ ok }) => ok)).toEqual([
      { ok: true, value: { amount: order.total, untaken: 0, withheld: 0, all: true } },
    ]);
    expect(await stockOf(variant)).toEqual({ onHand: 5, held: 0, sold: 0 });
    const read = await readOrder(db, order);
    expect(read).toMatchObject({ status: "cancelled", lines: [{ quantity: 3, cancelledQuantity: 3 }] });
    expect((await refundsOf(order)).map(({ amount }) => amount)).toEqual([order.total]);
    expect(await jobsOf(order.orderId)).toEqual(expect.arrayContaining(["fulfilment.cut", "payments.refund"]));
    expect(
      await db.notice.count({
        where: { customerId: order.customerId, orderId: order.orderId, cause: "cancelled" },
      }),
    ).toBe(1);
  });

  test("units of a line, then the rest: parts add up to the whole, shipping goes back with the last", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [
      { ...(await makeProduct(db, world, { prices: { USD: 1099 } })), quantity: 3 },
    ]);
    const lineId = (await readOrder(db, order))?.lines[0]?.lineId ?? "";
    const first = await cancel(order, { lines: [{ lineId, quantity: 2 }] });
    expect(first).toMatchObject({ ok: true, value: { all: false } });
    expect(await readOrder(db, order)).toMatchObject({ status: "paid" });
    const second = await cancel(order, { lines: [{ lineId, quantity: 1 }] });
    expect(second).toMatchObject({ ok: true, value: { all: true } });
    const refunds = await refundsOf(order);
    expect(refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(order.total);
    expect(refunds.map(({ shippingAmount }) => shippingAmount)).toEqual([0, 595]);
  });

  test("a form sent twice calls off once", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 2 }]);
    const lineId = (await readOrder(db, order))?.lines[0]?.lineId ?? "";
    const cancellationId = newId();
    const same = { cancellationId, lines: [{ lineId, quantity: 1 }] };
    const outcomes = await Promise.all([cancel(order, same), cancel(order, same)]);
    expect(outcomes).toEqual([outcomes[1], outcomes[0]]);
    expect(outcomes[0]).toMatchObject({ ok: true, value: { amount: expect.any(Number), all: false } });
    expect((await readOrder(db, order))?.lines[0]?.cancelledQuantity).toBe(1);
  });

  test("what has left can't be called off, what has not still can", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 3 }]);
    const lineId = (await readOrder(db, order))?.lines[0]?.lineId ?? "";
    await ship(order, [{ lineId, quantity: 2 }]);
    expect(await cancel(order, { lines: [{ lineId, quantity: 2 }] })).toEqual({
      ok: false,
      error: { code: "quantity_invalid", lineId, left: 1 },
    });
    expect(await cancel(order)).toMatchObject({ ok: true, value: { all: false } });
    expect(await cancel(order)).toEqual({ ok: false, error: { code: "nothing_chosen" } });
  });

  test("a buyer takes back some of what has not left, line by line, though the whole is no longer to be had", async () => {
    const { db } = database;
    const [pot, cup] = [await makeProduct(db, world, { onHand: 5 }), await makeProduct(db, world, { onHand: 5 })];
    const order = await makeSettledOrder(db, [
      { ...pot, quantity: 1 },
      { ...cup, quantity: 3 },
    ]);
    const lines = (await readOrder(db, order))?.lines ?? [];
    const lineOf = ({ variantId }: FixtureVariant) => lines.find((line) => line.variantId === variantId)?.lineId ?? "";
    await ship(order, [{ lineId: lineOf(pot), quantity: 1 }]);
    const whole = { untouched: true };
    expect(await cancel(order, whole)).toEqual({ ok: false, error: { code: "not_cancellable" } });
    expect(await cancel(order, { lines: [{ lineId: lineOf(cup), quantity: 2 }] })).toMatchObject({ ok: true });
    expect(await stockOf(cup)).toMatchObject({ onHand: 4, sold: 1 });
    expect(cancellableUnits((await readOrder(db, order)) ?? { lines: [], events: [] })).toEqual(
      new Map([
        [lineOf(pot), 0],
        [lineOf(cup), 1],
      ]),
    );
    const causes = await db.notice.findMany({
      where: { customerId: order.customerId, orderId: order.orderId, cause: { startsWith: "lines_cancelled" } },
    });
    expect(causes).toHaveLength(1);
  });

  test("money that is only set aside is not taken, and let go with the last unit", async () => {
    const { db } = database;
    const order = await makeSettledOrder(
      db,
      [{ ...(await makeProduct(db, world, { prices: { USD: 1000 } })), quantity: 2 }],
      { authorizedUntil: new Date("2026-03-09T12:00:00Z") },
    );
    const lineId = (await readOrder(db, order))?.lines[0]?.lineId ?? "";
    const first = await cancel(order, { lines: [{ lineId, quantity: 1 }] });
    const due = await readAmountDue(db, order);
    expect(first).toMatchObject({ ok: true, value: { amount: order.total - due } });
    expect(await jobsOf(order.orderId)).not.toContain("payments.void");
    expect(await cancel(order)).toEqual({ ok: true, value: { amount: due, untaken: due, withheld: 0, all: true } });
    expect(await refundsOf(order)).toEqual([]);
    expect(await jobsOf(order.orderId)).toContain("payments.void");
  });

  test("a merchant calls off only the merchant's own lines", async () => {
    const { db } = database;
    const other = await makeWorld(db);
    const order = await makeSettledOrder(db, [await makeProduct(db, world), await makeProduct(db, other)]);
    const foreign = (await readOrder(db, order))?.lines.find((line) => line.merchantId === other.merchantId);
    const lines = [{ lineId: foreign?.lineId ?? "", quantity: 1 }];
    expect(await cancel(order, { merchantId: world.merchantId, lines })).toMatchObject({
      ok: false,
      error: { code: "quantity_invalid", left: 0 },
    });
    expect(await cancel(order, { merchantId: world.merchantId })).toMatchObject({ ok: true, value: { all: false } });
    expect(await readOrder(db, order)).toMatchObject({ status: "paid" });
    expect(await cancel(order, { merchantId: newId() })).toEqual({ ok: false, error: { code: "not_found" } });
  });

  test("a unit whose money went back before is not paid twice", async () => {
    const { db } = database;
    const order = await makeSettledOrder(db, [await makeProduct(db, world)]);
    const line = (await readOrder(db, order))?.lines[0];
    await refundOrder(
      db,
      { merchantId: world.merchantId, staffId: newId() },
      {
        customerId: order.customerId,
        orderId: order.orderId,
        refundId: newId(),
        choice: { lines: [{ lineId: line?.lineId ?? "", quantity: 1 }], shippingAmount: 0 },
        reason: "goodwill",
        note: "",
      },
      noon,
    );
    await cancel(order);
    const refunds = await refundsOf(order);
    expect(refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(order.total);
  });
});
