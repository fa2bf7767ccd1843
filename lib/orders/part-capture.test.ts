import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { makeOrder } from "@/dev/testing/buyer";
import { makeCaptureWorlds, makeProduct, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { cancelLines } from "./cancel-lines";
import { capturePayment } from "./capture-payment";
import { readOrder } from "./read-order";
import { reconcile } from "./reconcile/reconcile";
import { refundPayment } from "./refund-payment";

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = (await makeCaptureWorlds(database.db)).on_shipment;
});
afterAll(() => day.close());

type Ref = { customerId: string; orderId: string };
const keyOf = ({ customerId, orderId }: Ref) => ({ customerId, orderId });

async function authorizedOrder(locale: "en-US" | "ja-JP") {
  const variant = await makeProduct(database.db, world, { onHand: 9, prices: { USD: 6_400, EUR: 6_400, JPY: 6_400 } });
  const order = await makeOrder(database.db, [{ ...variant, quantity: 3 }], locale, day.now());
  await day.pay(order);
  const read = await readOrder(database.db, order);
  return { order, intent: read?.payment?.paymentIntentId ?? "", line: read?.lines[0] };
}

async function callOff(order: Ref, lineId: string) {
  const wish = { ...order, cancellationId: newId(), reason: "changed_mind", actor: "shopper" as const };
  expect(await cancelLines(database.db, { ...wish, lines: [{ lineId, quantity: 1 }] }, day.now())).toMatchObject({
    ok: true,
  });
}

/** One of three units is called off, then what is due is taken. */
async function takenInPart(locale: "en-US" | "ja-JP") {
  const { order, intent, line } = await authorizedOrder(locale);
  await callOff(order, line?.lineId ?? "");
  await capturePayment(database.db, day.provider, order, day.now());
  const captured = (await readOrder(database.db, order))?.payment?.capturedAmount ?? 0;
  return { order, intent, captured, rest: order.total - captured };
}

/** Everything is told, and once more backwards; then the books are compared, twice. */
async function everybodyIsHeard() {
  await day.tell(await day.events());
  await day.tell((await day.events()).toReversed());
  for (let turn = 0; turn < 2; turn += 1) {
    await day.advance(15);
    await reconcile(database.db, day.provider, day.now());
    await day.runJobs();
  }
}

const placeOf = async (key: string) => (await database.db.shopState.findUniqueOrThrow({ where: { key } })).value;
const refundsOf = (order: Ref) =>
  database.db.refund.findMany({
    where: keyOf(order),
    orderBy: { refundId: "asc" },
    select: { amount: true, reason: true, status: true },
  });
const noticesOf = async (order: Ref) =>
  (await database.db.notice.findMany({ where: keyOf(order) })).map(({ cause }) => cause.split(":")[0]);
const differencesOf = async ({ orderId }: Ref) =>
  (await database.db.bookDifference.findMany({ where: { orderId, resolvedAt: null } })).map(({ kind }) => kind);
const paymentOf = async (order: Ref) => (await readOrder(database.db, order))?.payment;

describe.each([
  ["leaves no trace", false],
  ["is told as a refund, as versions before 2025-03-31.basil do", true],
])("the rest of a part that was taken, where it %s", (_, refundsReleases) => {
  beforeAll(() => day.control("payments", { refundsReleases }));

  test.each(["en-US", "ja-JP"] as const)("is no refund of the shop's, and no mail: %s", async (locale) => {
    const { order, intent, captured, rest } = await takenInPart(locale);
    expect(rest).toBeGreaterThan(0);
    await everybodyIsHeard();
    expect(await refundsOf(order)).toEqual([]);
    expect(await paymentOf(order)).toMatchObject({ status: "paid", capturedAmount: captured, refundedAmount: 0 });
    expect(await noticesOf(order)).not.toContain("refunded");
    expect(await differencesOf(order)).toEqual([]);
    expect(await day.provider.readIntent(intent)).toMatchObject({ refundedAmount: 0, untakenAmount: rest });
  });

  test("is read as it is told with a key that may not list refunds, and stops nobody", async () => {
    const { intent, rest } = await takenInPart("en-US");
    await day.control("faults", { match: "GET /v1/refunds", status: 403 });
    const refundedAmount = refundsReleases ? rest : 0;
    expect(await day.provider.readIntent(intent)).toMatchObject({ refundedAmount, untakenAmount: rest });
    await day.control("faults/clear", {});
  });

  test("keeps no other payment from being compared while its refunds can't be listed", async () => {
    const { order } = await takenInPart("en-US");
    const untold = await takenInPart("en-US");
    const where = { customerId_orderId: keyOf(untold.order) };
    await database.db.payment.update({ where, data: { capturedAmount: 1 } });
    await day.advance(15);
    await day.control("faults", { match: "GET /v1/refunds", status: 500, times: 100 });
    await reconcile(database.db, day.provider, day.now()).catch(() => null);
    await day.control("faults/clear", {});
    const { from } = z.object({ from: z.coerce.date() }).parse(JSON.parse(await placeOf("reconcile.payments")));
    expect(day.now().getTime() - from.getTime()).toBeLessThan(10 * 60_000);
    await everybodyIsHeard();
    expect(await differencesOf(order)).toEqual([]);
  });

  test("is told apart from a refund of as much that somebody makes in the back office", async () => {
    const { order, intent, captured, rest } = await takenInPart("en-US");
    await day.advance(1);
    await day.stripe.refunds.create({ payment_intent: intent, amount: rest });
    await everybodyIsHeard();
    expect(await refundsOf(order)).toEqual([{ amount: rest, reason: "dashboard", status: "succeeded" }]);
    expect(await paymentOf(order)).toMatchObject({ status: "partially_refunded", refundedAmount: rest });
    expect(await differencesOf(order)).toEqual([]);

    await day.stripe.refunds.create({ payment_intent: intent, amount: captured - rest });
    await everybodyIsHeard();
    expect(await paymentOf(order)).toMatchObject({ status: "refunded", refundedAmount: captured });
  });

  test("is told apart from a refund of the shop's, of which as much as was taken can be given", async () => {
    const { order, intent, captured } = await takenInPart("en-US");
    const line = (await readOrder(database.db, order))?.lines[0];
    await callOff(order, line?.lineId ?? "");
    await refundPayment(database.db, day.provider, order, day.now());
    await everybodyIsHeard();
    const refunds = await refundsOf(order);
    expect(refunds).toMatchObject([{ reason: "changed_mind", status: "succeeded" }]);
    const { refundedAmount } = await day.provider.readIntent(intent);
    expect(refundedAmount).toBe(refunds[0]?.amount);
    expect(await paymentOf(order)).toMatchObject({ capturedAmount: captured, refundedAmount });
    expect(await differencesOf(order)).toEqual([]);
  });

  test("is missing where somebody took the part in the back office, and nothing else differs", async () => {
    const { order, intent } = await authorizedOrder("en-US");
    await day.stripe.paymentIntents.capture(intent, { amount_to_capture: 5_000 });
    await everybodyIsHeard();
    expect(await refundsOf(order)).toEqual([]);
    expect(await paymentOf(order)).toMatchObject({ status: "paid", capturedAmount: 5_000, refundedAmount: 0 });
    expect(await differencesOf(order)).toEqual(["captured_short"]);
  });

  test("is the whole, where all is let go", async () => {
    const { order, intent } = await authorizedOrder("en-US");
    await day.stripe.paymentIntents.cancel(intent);
    await everybodyIsHeard();
    expect(await refundsOf(order)).toEqual([]);
    expect(await paymentOf(order)).toMatchObject({ status: "voided", capturedAmount: 0, refundedAmount: 0 });
    expect(await differencesOf(order)).toEqual(["authorization_lost"]);
  });
});
