import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import type { PaymentProvider } from "@/lib/payments/provider";
import { failPayment } from "./fail-payment";
import { cancelOrder, lapseOrder } from "./lapse-order";
import { markProcessing } from "./mark-processing";
import { promisedMs, wantedPromisedMs } from "./mark-promised";
import { readOrder } from "./read-order";
import { reconcile } from "./reconcile/reconcile";

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  await day.control("payments", { cancelsVouchers: true });
  world = await makeWorld(database.db);
});
afterAll(() => day.close());

type Ref = { customerId: string; orderId: string };
const keyOf = ({ customerId, orderId }: Ref) => ({ customerId, orderId });

/** The buyer left the page with a code for the till of a convenience store. */
async function promisedOrder() {
  const variant = await makeProduct(database.db, world, { onHand: 1, prices: { JPY: 6_400 } });
  const order = await makeOrder(database.db, [variant], "ja-JP", day.now());
  expect(await day.payByVoucher((await day.open(order)) ?? "")).toBe(303);
  const sessionId = (await readOrder(database.db, order))?.payment?.sessionId ?? "";
  const { payment_intent: paymentIntent } = await day.stripe.checkout.sessions.retrieve(sessionId);
  return { order, variant, paymentIntent: String(paymentIntent) };
}

async function timePasses(minutes: number) {
  await day.advance(minutes);
  await day.runJobs();
  await reconcile(database.db, day.provider, day.now());
  await day.runJobs();
}

const standing = async (order: Ref) => {
  const read = await readOrder(database.db, order);
  return [read?.status, read?.payment?.status];
};
const unitsOf = (variant: { productId: string; variantId: string }) =>
  database.db.stockLevel.findFirstOrThrow({
    where: { productId: variant.productId, variantId: variant.variantId },
    select: { onHand: true, held: true, sold: true },
  });
const noticesOf = async (order: Ref) =>
  (await database.db.notice.findMany({ where: keyOf(order) })).map(({ cause }) => cause);
const timesOf = async (order: Ref, type: string) =>
  (await readOrder(database.db, order))?.events.filter((event) => event.type === type).length;

describe.each([
  ["told of", () => day.tellNew()],
  ["found by the comparison of the books", () => timePasses(41)],
])("a voucher that is %s", (_, hear) => {
  test("is waited for past the time to pay: the units are kept, and nobody is told of a failure", async () => {
    const { order, variant } = await promisedOrder();
    await hear();
    await timePasses(60);
    await timePasses(24 * 60);
    expect(await standing(order)).toEqual(["pending_payment", "promised"]);
    expect(await unitsOf(variant)).toEqual({ onHand: 1, held: 1, sold: 0 });
    expect(await noticesOf(order)).toEqual([]);
    expect(await timesOf(order, "payment_promised")).toBe(1);
    expect(await timesOf(order, "payment_processing")).toBe(0);
  });

  test("and paid two days later is paid, once", async () => {
    const { order, variant, paymentIntent } = await promisedOrder();
    await hear();
    await timePasses(2 * 24 * 60);
    await day.control("vouchers", { paymentIntent, status: "paid" });
    await hear();
    await day.tell((await day.events()).toReversed());
    expect(await standing(order)).toEqual(["paid", "paid"]);
    expect(await unitsOf(variant)).toEqual({ onHand: 0, held: 0, sold: 1 });
    expect(await noticesOf(order)).toEqual(["confirmed"]);
    expect(await timesOf(order, "paid")).toBe(1);
  });

  test("and expires lapses the order: the buyer is told once, and the units are for sale", async () => {
    const { order, variant, paymentIntent } = await promisedOrder();
    await hear();
    await timePasses(2 * 24 * 60);
    expect(await standing(order)).toEqual(["pending_payment", "promised"]);
    await day.control("vouchers", { paymentIntent, status: "expired" });
    await hear();
    await timePasses(15);
    await day.tell((await day.events()).toReversed());
    expect(await standing(order)).toEqual(["lapsed", "expired"]);
    expect(await unitsOf(variant)).toEqual({ onHand: 1, held: 0, sold: 0 });
    expect(await noticesOf(order)).toEqual(["payment_failed"]);
    expect(await timesOf(order, "payment_failed")).toBe(1);
  });

  test("and is called off in the back office lapses the order as well", async () => {
    const { order, variant, paymentIntent } = await promisedOrder();
    await hear();
    await day.stripe.paymentIntents.cancel(paymentIntent);
    await hear();
    expect(await standing(order)).not.toContain("promised");
    await timePasses(15);
    expect(await standing(order)).toEqual(["lapsed", "expired"]);
    expect(await unitsOf(variant)).toEqual({ onHand: 1, held: 0, sold: 0 });
    expect(await noticesOf(order)).toEqual(["payment_failed"]);
  });

  test("and its buyer calls off is called off there first, then here, and nobody is told of a failure", async () => {
    const { order, variant, paymentIntent } = await promisedOrder();
    await hear();
    expect(await cancelOrder(database.db, day.provider, order, day.now())).toBe("cancelled");
    await expectCalledOff({ order, variant, paymentIntent });
    await day.tellNew();
    await day.tell((await day.events()).toReversed());
    await timePasses(15);
    await expectCalledOff({ order, variant, paymentIntent });
  });
});

type Promised = Awaited<ReturnType<typeof promisedOrder>>;

async function expectCalledOff({ order, variant, paymentIntent }: Promised) {
  expect(await day.stripe.paymentIntents.retrieve(paymentIntent)).toMatchObject({ status: "canceled" });
  expect(await standing(order)).toEqual(["cancelled", "expired"]);
  expect(await unitsOf(variant)).toEqual({ onHand: 1, held: 0, sold: 0 });
  expect(await noticesOf(order)).toEqual([]);
  expect(await timesOf(order, "payment_failed")).toBe(0);
  expect(await timesOf(order, "cancelled")).toBe(1);
}

const releaseOf = (paymentIntent: string) => `POST /v1/payment_intents/${paymentIntent}/cancel`;
const cancel = (order: Ref, provider = day.provider) => cancelOrder(database.db, provider, order, day.now());

/** What happens between what the provider says of the page and calling the payment off, or right after it. */
const meanwhile = (when: "before" | "after", happens: () => Promise<unknown>): PaymentProvider => ({
  ...day.provider,
  release: async (asked) => {
    if (when === "before") await happens();
    const stands = await day.provider.release(asked);
    if (when === "after") await happens();
    return stands;
  },
});

describe("a buyer who calls a voucher off", () => {
  test("nobody has told of, calls it off all the same", async () => {
    const promised = await promisedOrder();
    expect(await cancel(promised.order)).toBe("cancelled");
    await expectCalledOff(promised);
  });

  test.each(["before", "after"] as const)("that is paid a moment %s: one of both counts", async (when) => {
    const { order, variant, paymentIntent } = await promisedOrder();
    await day.tellNew();
    // What was called off can't be paid any more: the till refuses.
    const pays = () => day.control("vouchers", { paymentIntent, status: "paid" }).catch(() => undefined);
    expect(await cancel(order, meanwhile(when, pays))).toBe(when === "before" ? "paid" : "cancelled");
    await day.tellNew();
    await day.tell((await day.events()).toReversed());
    await timePasses(15);
    if (when === "after") return expectCalledOff({ order, variant, paymentIntent });
    expect(await standing(order)).toEqual(["paid", "paid"]);
    expect(await unitsOf(variant)).toEqual({ onHand: 0, held: 0, sold: 1 });
    expect(await noticesOf(order)).toEqual(["confirmed"]);
  });

  test("and pays it in the same moment has bought it, or has not", async () => {
    const promised = await promisedOrder();
    const { order, variant, paymentIntent } = promised;
    await day.tellNew();
    const [ending] = await Promise.all([
      cancel(order),
      day.control("vouchers", { paymentIntent, status: "paid" }).catch(() => undefined),
    ]);
    await day.tellNew();
    await timePasses(15);
    const { status } = await day.stripe.paymentIntents.retrieve(paymentIntent);
    if (status === "canceled") return expectCalledOff(promised);
    expect([ending, status]).toEqual(["paid", "succeeded"]);
    expect(await unitsOf(variant)).toEqual({ onHand: 0, held: 0, sold: 1 });
  });

  test("and hears nothing, for the answer was lost: the units wait for it, and a job finishes what was begun", async () => {
    const promised = await promisedOrder();
    const { order, variant, paymentIntent } = promised;
    await day.tellNew();
    await day.control("faults", { match: releaseOf(paymentIntent), status: 500, afterSuccess: true });
    await expect(cancel(order)).rejects.toThrow();
    expect(await standing(order)).toEqual(["pending_payment", "promised"]);
    expect(await unitsOf(variant)).toMatchObject({ held: 1 });
    expect(await day.runJobs()).not.toContain("orders.lapse");
    await day.advance(2);
    expect(await day.runJobs()).toContain("orders.lapse");
    await expectCalledOff(promised);
  });

  test("having begun to before the shop was told of the voucher, is heard all the same when the answer is lost", async () => {
    const promised = await promisedOrder();
    const began = day.now();
    await day.advance(1);
    await day.tellNew();
    await day.control("faults", { match: releaseOf(promised.paymentIntent), status: 500, afterSuccess: true });
    await expect(cancelOrder(database.db, day.provider, promised.order, began)).rejects.toThrow();
    await day.advance(2);
    expect(await day.runJobs()).toContain("orders.lapse");
    await expectCalledOff(promised);
  });

  test("which Stripe does, and tells of as before, is heard a minute later; for more than an hour nobody asks as often", async () => {
    const promised = await promisedOrder();
    const { order, variant, paymentIntent } = promised;
    await day.tellNew();
    const toldAsBefore = (times: number) =>
      day.control("faults", {
        match: `GET /v1/payment_intents/${paymentIntent}`,
        change: { status: "requires_action" },
        times,
      });
    await toldAsBefore(2);
    expect(await cancel(order)).toBe("unknown");
    expect(await timesOf(order, "payment_call_off_failed")).toBe(0);
    await day.advance(2);
    await toldAsBefore(2);
    expect(await day.runJobs()).toContain("orders.lapse");
    expect(await unitsOf(variant)).toMatchObject({ held: 1 });
    await day.advance(60);
    await toldAsBefore(2);
    expect(await day.runJobs()).toContain("orders.lapse");
    await day.advance(2);
    expect(await day.runJobs()).not.toContain("orders.lapse");
    expect(await cancel(order)).toBe("cancelled");
    await expectCalledOff(promised);
  });

  test("while Stripe tells of it sooner than it answers, is told of no failure", async () => {
    const promised = await promisedOrder();
    await day.tellNew();
    expect(
      await cancel(
        promised.order,
        meanwhile("after", () => day.tellNew()),
      ),
    ).toBe("cancelled");
    await timePasses(2);
    await expectCalledOff(promised);
  });

  test("while Stripe is down can do so when Stripe is back; until then the units are kept", async () => {
    const promised = await promisedOrder();
    const { order, variant, paymentIntent } = promised;
    await day.tellNew();
    await day.control("faults", { match: releaseOf(paymentIntent), status: 500, times: 2 });
    await expect(cancel(order)).rejects.toThrow();
    await day.advance(60);
    await expect(day.runJobs()).rejects.toThrow();
    expect(await standing(order)).toEqual(["pending_payment", "promised"]);
    expect(await unitsOf(variant)).toMatchObject({ held: 1 });
    expect(await cancel(order)).toBe("cancelled");
    await expectCalledOff(promised);
  });

  test("is told where an operator does it", async () => {
    const { order, paymentIntent } = await promisedOrder();
    await day.tellNew();
    const operator = `staff:${newId()}` as const;
    expect(await cancelOrder(database.db, day.provider, order, day.now(), operator)).toBe("cancelled");
    await timePasses(2);
    expect(await day.stripe.paymentIntents.retrieve(paymentIntent)).toMatchObject({ status: "canceled" });
    expect(await noticesOf(order)).toEqual(["cancelled"]);
    const actors = (await readOrder(database.db, order))?.events.filter(({ type }) => type === "cancelled");
    expect(actors?.map(({ actor }) => actor)).toEqual([operator]);
  });
});

describe("a voucher holds its units for a time of the shop's", () => {
  const timeOf = async (order: Ref) => Number((await readOrder(database.db, order))?.expiresAt) - day.now().getTime();

  /** One that many want at once: it is released after an hour. */
  async function wantedOrder() {
    const promised = await promisedOrder();
    const { productId, variantId } = promised.variant;
    await database.db.variant.update({
      where: { productId_variantId: { productId, variantId } },
      data: { stripes: 2 },
    });
    await day.tellNew();
    return promised;
  }

  const expectLapsed = async ({ order, variant, paymentIntent }: Promised) => {
    expect(await day.stripe.paymentIntents.retrieve(paymentIntent)).toMatchObject({ status: "canceled" });
    expect(await standing(order)).toEqual(["lapsed", "expired"]);
    expect(await unitsOf(variant)).toEqual({ onHand: 1, held: 0, sold: 0 });
    expect(await noticesOf(order)).toEqual(["payment_failed"]);
  };

  test("three days", async () => {
    const { order } = await promisedOrder();
    await day.tellNew();
    expect(Math.abs((await timeOf(order)) - promisedMs)).toBeLessThan(10_000);
  });

  test("an hour of what many buy at once; then it is called off, the units are for sale and the buyer is told", async () => {
    const promised = await wantedOrder();
    expect(Math.abs((await timeOf(promised.order)) - wantedPromisedMs)).toBeLessThan(10_000);
    await timePasses(55);
    expect(await standing(promised.order)).toEqual(["pending_payment", "promised"]);
    await timePasses(6);
    await expectLapsed(promised);
    await day.tell((await day.events()).toReversed());
    await timePasses(15);
    await expectLapsed(promised);
  });

  test("an hour, also where the job that was to end it is lost: the comparison of the books has another do it", async () => {
    const promised = await wantedOrder();
    await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
    await timePasses(75);
    await expectLapsed(promised);
  });

  test("an hour of what is sold in a drop", async () => {
    const { order, variant } = await promisedOrder();
    const { productId } = variant;
    const drop = { productId, dropId: newId(), status: "open" as const, opensAt: day.now(), updatedAt: day.now() };
    await database.db.drop.create({ data: drop });
    await day.tellNew();
    expect(Math.abs((await timeOf(order)) - wantedPromisedMs)).toBeLessThan(10_000);
  });

  test("and longer where Stripe says nothing: who may still pay keeps them", async () => {
    const { order, variant } = await wantedOrder();
    await day.advance(24 * 60);
    await day.control("faults", { match: "GET /v1/checkout/sessions/*", status: 500 });
    expect(await lapseOrder(database.db, day.provider, order, day.now())).toBe("not_due");
    expect(await standing(order)).toEqual(["pending_payment", "promised"]);
    expect(await unitsOf(variant)).toMatchObject({ held: 1 });
  });

  test("and is paid in the last moment: the payment wins", async () => {
    const { order, variant, paymentIntent } = await wantedOrder();
    await day.advance(61);
    const pays = () => day.control("vouchers", { paymentIntent, status: "paid" });
    expect(await lapseOrder(database.db, meanwhile("before", pays), order, day.now())).toBe("paid");
    expect(await standing(order)).toEqual(["paid", "paid"]);
    expect(await unitsOf(variant)).toEqual({ onHand: 0, held: 0, sold: 1 });
  });

  test("whose end and whose buyer come at once ends once", async () => {
    const { order, variant, paymentIntent } = await wantedOrder();
    await day.advance(61);
    const endings = await Promise.all([
      lapseOrder(database.db, day.provider, order, day.now()),
      cancel(order),
      cancel(order),
    ]);
    expect(endings.filter((ending) => ending === "lapsed" || ending === "cancelled")).toHaveLength(1);
    await day.tellNew();
    await timePasses(15);
    expect(await unitsOf(variant)).toEqual({ onHand: 1, held: 0, sold: 0 });
    expect(await timesOf(order, "payment_called_off")).toBe(1);
    expect(await day.stripe.paymentIntents.retrieve(paymentIntent)).toMatchObject({ status: "canceled" });
  });
});

describe("a voucher that Stripe won't call off, as its reference has it", () => {
  beforeAll(() => day.control("payments", { cancelsVouchers: false }));
  afterAll(() => day.control("payments", { cancelsVouchers: true }));

  const expires = async (paymentIntent: string) => {
    await day.control("vouchers", { paymentIntent, status: "expired" });
    await day.tellNew();
    await timePasses(15);
  };
  const operator = `staff:${newId()}` as const;

  test.each(["shopper", operator] as const)(
    "ends by itself after %s asked: its buyer is told of that, once",
    async (actor) => {
      const { order, variant, paymentIntent } = await promisedOrder();
      await day.tellNew();
      expect(await cancelOrder(database.db, day.provider, order, day.now(), actor)).toBe("not_due");
      await timePasses(61);
      expect(await standing(order)).toEqual(["pending_payment", "promised"]);
      expect(await unitsOf(variant)).toMatchObject({ held: 1 });
      expect(await timesOf(order, "payment_call_off_failed")).toBe(1);
      await expires(paymentIntent);
      expect(await standing(order)).toEqual(["lapsed", "expired"]);
      expect(await unitsOf(variant)).toMatchObject({ held: 0 });
      expect(await noticesOf(order)).toEqual(["payment_failed"]);
    },
  );

  test("is asked for anew every hour past its time, and is called off once Stripe does", async () => {
    const promised = await promisedOrder();
    const { order, variant, paymentIntent } = promised;
    await day.tellNew();
    await database.db.order.update({
      where: { customerId_orderId: keyOf(order) },
      data: { expiresAt: day.now() },
      select: { orderId: true },
    });
    expect(await lapseOrder(database.db, day.provider, order, day.now())).toBe("not_due");
    for (const _hour of [1, 2, 3]) await timePasses(61);
    expect(await standing(order)).toEqual(["pending_payment", "promised"]);
    expect([await timesOf(order, "payment_called_off"), await timesOf(order, "payment_call_off_failed")]).toEqual([
      1, 1,
    ]);
    await day.control("payments", { cancelsVouchers: true });
    await timePasses(61);
    await day.control("payments", { cancelsVouchers: false });
    expect(await day.stripe.paymentIntents.retrieve(paymentIntent)).toMatchObject({ status: "canceled" });
    expect(await standing(order)).toEqual(["lapsed", "expired"]);
    expect(await unitsOf(variant)).toMatchObject({ held: 0 });
    expect(await noticesOf(order)).toEqual(["payment_failed"]);
  });

  test("and whose money, under way by then, does not come, is told of as any other", async () => {
    const { order, paymentIntent } = await promisedOrder();
    await day.tellNew();
    const operatorGone = meanwhile("before", () => Promise.reject(new Error("the process died")));
    await expect(cancelOrder(database.db, operatorGone, order, day.now(), operator)).rejects.toThrow("died");
    const { sessionId } = (await readOrder(database.db, order))?.payment ?? {};
    await markProcessing(database.db, order, sessionId ?? null, day.now());
    await day.control("vouchers", { paymentIntent, status: "expired" });
    expect(await failPayment(database.db, order, { sessionId: sessionId ?? "", to: "failed" }, day.now())).toBe(true);
    expect(await noticesOf(order)).toEqual(["payment_failed"]);
    expect(await lapseOrder(database.db, day.provider, order, day.now())).toBe("lapsed");
    expect(await noticesOf(order)).toEqual(["payment_failed"]);
  });
});

test("who has to act while the page is open is still at it: the order lapses as any other", async () => {
  const variant = await makeProduct(database.db, world, { prices: { JPY: 6_400 } });
  const order = await makeOrder(database.db, [variant], "ja-JP", day.now());
  await day.pay(order, "4000002760003184");
  expect(await standing(order)).toEqual(["pending_payment", "open"]);
  await timePasses(41);
  await day.tellNew();
  expect(await standing(order)).toEqual(["lapsed", "expired"]);
  expect(await noticesOf(order)).toEqual([]);
});
