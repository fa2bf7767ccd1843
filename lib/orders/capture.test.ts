import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { statementsOf } from "@/dev/testing/count-statements";
import { type FixtureVariant, makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { findStockDrift } from "@/dev/testing/order-audit";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { listFulfilments } from "@/lib/fulfilment/list-fulfilments";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { voiceOf } from "@/lib/notifications/voice";
import { writeOrderLetter } from "@/lib/notifications/write-order-letter";
import { cancelLines } from "./cancel-lines";
import { capturePayment } from "./capture-payment";
import { changeOrderStatus } from "./change-status";
import { cancelOrder } from "./lapse-order";
import { listAlerts, readAlerts } from "./read-alerts";
import { readOrder } from "./read-order";
import { voidPayment } from "./void-payment";

const database = useDatabase();
let day: PaymentDay;
let patient: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  patient = await patientWorld();
});
afterAll(() => day.close());

/** A merchant whose buyers pay when their things leave. */
async function patientWorld(): Promise<World> {
  const world = await makeWorld(database.db);
  await database.db.merchant.update({
    where: { merchantId: world.merchantId },
    data: { captureMode: "on_shipment" },
  });
  return world;
}

async function authorizedOrder(variant: FixtureVariant & { quantity?: number }) {
  const order = await makeOrder(database.db, [variant], "en-US", day.now());
  const url = (await day.open(order)) ?? "";
  expect(await day.payByCard(url)).toBe(303);
  await day.tellNew();
  const read = await readOrder(database.db, order);
  return { order, intent: read?.payment?.paymentIntentId ?? "" };
}

const stockOf = (variant: FixtureVariant) =>
  database.db.stockLevel.findFirstOrThrow({
    where: { productId: variant.productId, variantId: variant.variantId },
    select: { onHand: true, held: true, sold: true },
  });

const typesOf = async (order: { customerId: string; orderId: string }) =>
  (await readOrder(database.db, order))?.events.map(({ type }) => type);

describe("money that is taken when the first parcel leaves", () => {
  test("is set aside at first: the order is paid, its units are sold, nothing is captured", async () => {
    const variant = await makeProduct(database.db, patient, { onHand: 3 });
    const { order, intent } = await authorizedOrder({ ...variant, quantity: 2 });
    expect(await readOrder(database.db, order)).toMatchObject({
      status: "paid",
      captureMode: "on_shipment",
      payment: { status: "authorized", capturedAmount: 0, paymentIntentId: intent },
    });
    expect(await stockOf(variant)).toEqual({ onHand: 1, held: 0, sold: 2 });
    expect(await day.stripe.paymentIntents.retrieve(intent)).toMatchObject({
      status: "requires_capture",
      amount_capturable: order.total,
    });
  });

  test("is asked for only where every merchant of the order wants it so", async () => {
    const hasty = await makeWorld(database.db);
    const order = await makeOrder(database.db, [
      await makeProduct(database.db, patient),
      await makeProduct(database.db, hasty),
    ]);
    expect(await readOrder(database.db, order)).toMatchObject({ captureMode: "at_once" });
  });

  test("is taken once, though the answer is lost after the work and the job runs again beside itself", async () => {
    const { order, intent } = await authorizedOrder(await makeProduct(database.db, patient));
    await day.control("faults", {
      match: `POST /v1/payment_intents/${intent}/capture`,
      status: 500,
      afterSuccess: true,
    });
    await expect(capturePayment(database.db, day.provider, order, day.now())).rejects.toThrow();
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "authorized" } });
    await Promise.all([1, 2, 3].map(() => capturePayment(database.db, day.provider, order, day.now())));
    await day.tellNew();
    expect(await readOrder(database.db, order)).toMatchObject({
      payment: { status: "paid", capturedAmount: order.total },
    });
    expect((await typesOf(order))?.filter((type) => type === "payment_captured")).toHaveLength(1);
    expect(await day.stripe.paymentIntents.retrieve(intent)).toMatchObject({ amount_received: order.total });
  });

  test.each([{ afterSuccess: false }, { afterSuccess: true }])(
    "is taken once, though a failure is kept under its first key; done all the same: $afterSuccess",
    async ({ afterSuccess }) => {
      const { order, intent } = await authorizedOrder(await makeProduct(database.db, patient));
      await day.control("faults", {
        ...{ match: `POST /v1/payment_intents/${intent}/capture`, status: 500, kept: true },
        afterSuccess,
      });
      const capture = () => capturePayment(database.db, day.provider, order, day.now());
      for (let time = 0; time < 2; time += 1) await expect(capture()).rejects.toThrow();
      expect(await capture()).toBe("captured");
      expect(await readOrder(database.db, order)).toMatchObject({
        payment: { status: "paid", capturedAmount: order.total },
      });
      expect(await day.stripe.paymentIntents.retrieve(intent)).toMatchObject({ amount_received: order.total });
    },
  );

  test("is not taken for what was called off before", async () => {
    const variant = await makeProduct(database.db, patient, { onHand: 3 });
    const { order, intent } = await authorizedOrder({ ...variant, quantity: 3 });
    const line = (await readOrder(database.db, order))?.lines[0];
    const cancelled = await cancelLines(
      database.db,
      {
        ...order,
        cancellationId: newId(),
        lines: [{ lineId: line?.lineId ?? "", quantity: 1 }],
        reason: "changed_mind",
        actor: "shopper",
      },
      day.now(),
    );
    expect(cancelled.ok).toBe(true);
    await capturePayment(database.db, day.provider, order, day.now());
    const { amount_received: received } = await day.stripe.paymentIntents.retrieve(intent);
    const called = cancelled.ok ? cancelled.value.amount : 0;
    expect(received).toBe(order.total - called);
    expect(received).toBeLessThan(order.total);
    expect(await readOrder(database.db, order)).toMatchObject({
      payment: { status: "paid", capturedAmount: received },
    });
    expect(await database.db.refund.count({ where: { customerId: order.customerId, orderId: order.orderId } })).toBe(0);
  });

  test("goes back where units were called off between the asking and the taking", async () => {
    const { order, intent } = await authorizedOrder({
      ...(await makeProduct(database.db, patient)),
      quantity: 2,
    });
    await day.stripe.paymentIntents.capture(intent);
    const wish = {
      ...order,
      cancellationId: newId(),
      lines: "all" as const,
      reason: "out_of_stock",
      actor: "shopper" as const,
    };
    expect(await cancelLines(database.db, wish, day.now())).toMatchObject({ ok: true });
    await day.tellNew();
    await day.runJobs();
    await day.tellNew();
    expect(await readOrder(database.db, order)).toMatchObject({
      status: "cancelled",
      payment: { status: "refunded", capturedAmount: order.total, refundedAmount: order.total },
    });
  });

  test("is let go when everything is called off", async () => {
    const variant = await makeProduct(database.db, patient, { onHand: 1 });
    const { order, intent } = await authorizedOrder(variant);
    const wish = {
      ...order,
      cancellationId: newId(),
      lines: "all" as const,
      reason: "changed_mind",
      actor: "shopper" as const,
    };
    expect(await cancelLines(database.db, wish, day.now())).toMatchObject({ ok: true });
    expect(await day.runJobs()).toContain("payments.void");
    await day.tellNew();
    expect(await readOrder(database.db, order)).toMatchObject({
      status: "cancelled",
      payment: { status: "voided", capturedAmount: 0 },
    });
    expect(await day.stripe.paymentIntents.retrieve(intent)).toMatchObject({ status: "canceled", amount_received: 0 });
    expect((await typesOf(order))?.filter((type) => type === "payment_voided")).toHaveLength(1);
    expect(await stockOf(variant)).toMatchObject({ onHand: 1, held: 0, sold: 0 });
  });

  test("is let go, though a failure is kept under the first key", async () => {
    const { order, intent } = await authorizedOrder(await makeProduct(database.db, patient));
    const wish = { ...order, cancellationId: newId(), lines: "all", reason: "changed_mind", actor: "shopper" } as const;
    await cancelLines(database.db, wish, day.now());
    await day.control("faults", { match: `POST /v1/payment_intents/${intent}/cancel`, status: 500, kept: true });
    const release = () => voidPayment(database.db, day.provider, order, day.now());
    for (let time = 0; time < 2; time += 1) await expect(release()).rejects.toThrow();
    expect(await release()).toBe("canceled");
    expect(await day.stripe.paymentIntents.retrieve(intent)).toMatchObject({ status: "canceled" });
  });

  test("too late, when the units are gone: it is let go, nothing is refunded, and the buyer is told", async () => {
    const variant = await makeProduct(database.db, patient, { onHand: 1 });
    const order = await makeOrder(database.db, [variant], "en-US", day.now());
    const url = (await day.open(order)) ?? "";
    expect(await day.payByCard(url)).toBe(303);
    // The order lapses without Stripe having been heard, and somebody else takes the last one.
    await inTransaction(database.db, (tx) => changeOrderStatus(tx, order, "lapsed", day.now()));
    const { releaseHolds } = await import("@/lib/inventory/release-holds");
    await inTransaction(database.db, (tx) =>
      releaseHolds(tx, {
        orderId: order.orderId,
        lines: [{ ...variant, quantity: 1 }],
        actor: "clock",
        reason: "lapsed",
        now: day.now(),
      }),
    );
    await makeOrder(database.db, [variant], "en-US", day.now());
    await day.tellNew();
    await day.runJobs();
    await day.tellNew();
    expect(await readOrder(database.db, order)).toMatchObject({ status: "lapsed", payment: { status: "voided" } });
    expect(await database.db.refund.count({ where: { customerId: order.customerId, orderId: order.orderId } })).toBe(0);
    expect(
      await database.db.notice.count({
        where: { customerId: order.customerId, orderId: order.orderId, cause: "cancelled" },
      }),
    ).toBe(1);
  });

  test("set aside for an order that was called off meanwhile is let go", async () => {
    const variant = await makeProduct(database.db, patient);
    const order = await makeOrder(database.db, [variant], "en-US", day.now());
    const url = (await day.open(order)) ?? "";
    await inTransaction(database.db, (tx) => changeOrderStatus(tx, order, "cancelled", day.now()));
    expect(await day.payByCard(url)).toBe(303);
    await day.tellNew();
    await day.runJobs();
    const calledOff = await readOrder(database.db, order);
    expect(calledOff).toMatchObject({ status: "cancelled", payment: { status: "voided" } });
    const { customerId, orderId } = order;
    expect(await database.db.notice.count({ where: { customerId, orderId, cause: "cancelled" } })).toBe(1);
    const letter = calledOff && (await writeOrderLetter(database.db, calledOff, "cancelled", await voiceOf("en-US")));
    expect(letter?.preheader).toContain("had only reserved the amount");
    expect(await cancelOrder(database.db, day.provider, order, day.now())).toBe("over");
  });

  test("let go before it was taken, keeps the parcel from leaving", async () => {
    const { db } = database;
    const { merchantId } = patient;
    const { order, intent } = await authorizedOrder({ ...(await makeProduct(db, patient)), quantity: 2 });
    await cutFulfilments(db, order, day.now());
    await day.stripe.paymentIntents.cancel(intent);
    await day.tellNew();
    const lost = await readOrder(db, order);
    expect(lost).toMatchObject({ status: "paid", payment: { status: "voided" } });
    const { fulfilmentId } = await db.fulfilment.findFirstOrThrow({ where: { merchantId, orderId: order.orderId } });
    const parcel = { fulfilmentId, shipmentId: newId(), carrier: "ups", tracking: "1Z999AA10123456784" } as const;
    const shipped = await shipFulfilment(db, { merchantId, staffId: newId() }, parcel, day.now());
    expect(shipped).toEqual({ ok: false, error: { code: "payment_lost" } });
    expect(await db.shipment.count({ where: { merchantId, fulfilmentId } })).toBe(0);
    expect(await readOrder(db, order)).toMatchObject({ status: "paid" });
    const { customerId, orderId, total } = order;
    const orderNumber = lost?.number ?? "";
    expect(await db.bookDifference.findMany({ where: { orderId, resolvedAt: null } })).toMatchObject([
      { kind: "authorization_lost", data: { ours: total, theirs: 0, orderNumber } },
    ]);
    await day.tell(await day.events());
    const owed = await db.notice.findMany({ where: { customerId, orderId }, orderBy: { createdAt: "asc" } });
    expect(owed.map(({ cause }) => cause)).toEqual(["confirmed", "payment_lost"]);
    const letter = lost && (await writeOrderLetter(db, lost, "payment_lost", await voiceOf("en-US")));
    expect(letter?.preheader).toContain("Nothing was charged");
    expect(await db.merchantNotice.findMany({ where: { merchantId, type: "payment.lost" } })).toMatchObject([
      { cause: `payment.lost:${intent}`, data: { orderNumber, amount: total, currency: "USD" } },
    ]);
    const listed = await listFulfilments(db, merchantId, { text: orderNumber }, { after: null, pageSize: 5 });
    expect(listed.rows.map(({ alerts }) => alerts)).toEqual([["payment_lost"]]);
    expect(await readAlerts(db, merchantId, order)).toMatchObject({ lost: total, failedRefunds: [], warnings: [] });
  });

  test("let go for an order that is off by then is told of as called off alone", async () => {
    const { db } = database;
    const { order, intent } = await authorizedOrder(await makeProduct(db, patient));
    const { customerId, orderId } = order;
    const wish = {
      customerId,
      orderId,
      cancellationId: newId(),
      lines: "all",
      reason: "other",
      actor: "shopper",
    } as const;
    expect(await cancelLines(db, wish, day.now())).toMatchObject({ ok: true });
    await day.stripe.paymentIntents.cancel(intent);
    await day.tellNew();
    const causes = (await db.notice.findMany({ where: { customerId, orderId } })).map(({ cause }) => cause);
    expect(causes.toSorted()).toEqual(["cancelled", "confirmed"]);
    // It is none to look at, and there may be a page of them.
    expect(
      await statementsOf(async () => expect(await listAlerts(db, patient.merchantId, [order])).toEqual(new Map())),
    ).toHaveLength(1);
  });

  test("is taken a day before it would be let go, parcels or not", async () => {
    const { order } = await authorizedOrder(await makeProduct(database.db, patient));
    await day.advance(5 * 24 * 60);
    await day.runJobs();
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "authorized" } });
    await day.advance(25 * 60);
    expect(await day.runJobs()).toContain("payments.capture");
    expect(await readOrder(database.db, order)).toMatchObject({
      status: "paid",
      payment: { status: "paid", capturedAmount: order.total },
    });
  });

  test("leaves every unit of this file accounted for", async () => {
    expect((await findStockDrift(database.db)).filter((row) => !("held" in row && row.held === 0))).toEqual([]);
  });
});
