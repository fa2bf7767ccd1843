import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { days } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import type { PaymentProvider } from "@/lib/payments/provider";
import { changePaymentStatus } from "./change-status";
import { failPayment } from "./fail-payment";
import { cancelOrder, lapseOrder } from "./lapse-order";
import { lockOrder } from "./lock-order";
import { readOrder } from "./read-order";
import { recordFailure } from "./record-failure";
import { stopWaiting } from "./stop-waiting";

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
  await day.control("payments", { asyncDelayMs: 86_000_000 });
});
afterAll(() => day.close());

/** An order past its time, whose buyer pays by a debit that nobody has told the shop of. */
async function paidByDebitTooLate() {
  const variant = await makeProduct(database.db, world, { prices: { USD: 6_400, EUR: 6_400 } });
  const order = await makeOrder(database.db, [variant], "de-DE", day.now());
  const url = (await day.open(order)) ?? "";
  await day.payByDebit(url);
  await day.advance(25);
  await database.db.order.updateMany({ where: { orderId: order.orderId }, data: { expiresAt: day.now() } });
  await day.advance(1);
  const held = async () =>
    (await database.db.stockLevel.findFirstOrThrow({ where: variant, select: { held: true } })).held;
  return { order, held };
}

/** An order past its time, on whose page nobody has paid. */
async function openTooLong() {
  const variant = await makeProduct(database.db, world, { prices: { USD: 6_400, EUR: 6_400 } });
  const order = await makeOrder(database.db, [variant], "de-DE", day.now());
  await day.open(order);
  await day.advance(41);
  return order;
}

/** The webhook is handled between what the provider says of the page and what is made of it. */
const overtaken = (answer: PaymentProvider["closeCheckout"]): PaymentProvider => ({
  ...day.provider,
  closeCheckout: async (...asked) => {
    const page = await answer(...asked);
    await day.tellNew();
    return page;
  },
});

/** When the job that lapses it is due. */
async function nextLookOf({ orderId }: { orderId: string }): Promise<number | undefined> {
  const [job] = await database.db.$queryRaw<{ runAt: Date }[]>`
    select run_at as "runAt" from graphile_worker.jobs where key = ${`orders.lapse:${orderId}`}`;
  return job?.runAt.getTime();
}

describe("an order whose debit is under way keeps its stock", () => {
  test.each([
    ["the clock", lapseOrder],
    ["the buyer", cancelOrder],
  ])("when a webhook tells of it while %s ends the order", async (_who, end) => {
    const { order, held } = await paidByDebitTooLate();
    const provider = overtaken(day.provider.closeCheckout);
    expect(await end(database.db, provider, order, day.now())).toBe("not_due");
    expect(await readOrder(database.db, order)).toMatchObject({
      status: "pending_payment",
      payment: { status: "processing" },
    });
    expect(await held()).toBe(1);
  });

  test.each([
    ["the clock", lapseOrder],
    ["the buyer", cancelOrder],
  ])("when what the page said to %s is old by the time the lock is had", async (_who, end) => {
    const { order, held } = await paidByDebitTooLate();
    const provider = overtaken(async (sessionId) => ({
      ...(await day.provider.readCheckout(sessionId)),
      status: "expired",
    }));
    expect(await end(database.db, provider, order, day.now())).toBe("not_due");
    expect(await readOrder(database.db, order)).toMatchObject({ status: "pending_payment" });
    expect(await held()).toBe(1);
  });

  test.each([
    ["the clock", lapseOrder],
    ["the buyer", cancelOrder],
  ])("when %s ends it and its page is in a state that has no name yet", async (_who, end) => {
    const { order, held } = await paidByDebitTooLate();
    await day.control("faults", { match: "GET /v1/checkout/sessions/*", change: { status: "on_the_moon" }, times: 2 });
    expect(await end(database.db, day.provider, order, day.now())).toBe("not_due");
    expect(await readOrder(database.db, order)).toMatchObject({ status: "pending_payment" });
    expect(await held()).toBe(1);
    await day.control("faults/clear", {});
    await day.advance(61);
    expect(await day.runJobs()).toContain("orders.lapse");
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "processing" } });
  });

  test("when the bank takes longer than the order was given for it, and is asked again later", async () => {
    const { order, held } = await paidByDebitTooLate();
    await day.tellNew();
    await database.db.order.updateMany({ where: { orderId: order.orderId }, data: { expiresAt: day.now() } });
    await day.advance(1);
    expect(await lapseOrder(database.db, day.provider, order, day.now())).toBe("not_due");
    expect(await held()).toBe(1);
    expect(await day.runJobs()).not.toContain("orders.lapse");
    await day.advance(24 * 60);
    await day.tellNew();
    expect(await readOrder(database.db, order)).toMatchObject({ status: "paid", payment: { status: "paid" } });
  });
});

test("who was declined is told when the order lapses, though Stripe tells of it while the page is being closed", async () => {
  const order = await openTooLong();
  const provider: PaymentProvider = {
    ...day.provider,
    closeCheckout: async (...asked) => {
      await recordFailure(database.db, order, { toldBy: newId(), code: "generic_decline" }, day.now());
      return day.provider.closeCheckout(...asked);
    },
  };
  expect(await lapseOrder(database.db, provider, order, day.now())).toBe("lapsed");
  const { orderId } = order;
  expect(await database.db.notice.findMany({ where: { orderId }, select: { cause: true } })).toEqual([
    { cause: "payment_failed" },
  ]);
});

test("an order whose time was moved while its page was being closed is left to its new time", async () => {
  const order = await openTooLong();
  const provider: PaymentProvider = {
    ...day.provider,
    closeCheckout: async (...asked) => {
      const expiresAt = new Date(day.now().getTime() + 60_000);
      await database.db.order.updateMany({ where: { orderId: order.orderId }, data: { expiresAt } });
      return day.provider.closeCheckout(...asked);
    },
  };
  expect(await lapseOrder(database.db, provider, order, day.now())).toBe("not_due");
  expect(await readOrder(database.db, order)).toMatchObject({ status: "pending_payment" });
});

describe("an order whose payment fails while somebody looks at it lapses now, not when they wanted to look again", () => {
  /** Not due yet: a debit is under way. */
  async function processingOrder() {
    const { order } = await paidByDebitTooLate();
    await day.tellNew();
    return order;
  }

  test("where that is written while the next look is", async () => {
    const order = await processingOrder();
    const { db } = database;
    const looked = await inTransaction(db, async (tx) => {
      await lockOrder(tx, order);
      await changePaymentStatus(tx, order, "failed", day.now());
      await stopWaiting(tx, order, day.now());
      const ending = lapseOrder(db, day.provider, order, day.now());
      const waits = () => db.$queryRaw`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await expect.poll(waits).toHaveLength(1);
      return { ending };
    });
    expect(await looked.ending).toBe("not_due");
    expect(await nextLookOf(order)).toBeLessThanOrEqual(day.now().getTime());
  });

  test("where their clock is ahead of the one that wrote it", async () => {
    const order = await processingOrder();
    const { sessionId = null } = (await readOrder(database.db, order))?.payment ?? {};
    const provider: PaymentProvider = {
      ...day.provider,
      closeCheckout: async (...asked) => {
        const page = await day.provider.closeCheckout(...asked);
        await failPayment(database.db, order, { sessionId: sessionId ?? "", to: "failed" }, day.now());
        return page;
      },
    };
    const ahead = new Date(day.now().getTime() + days(8));
    expect(await lapseOrder(database.db, provider, order, ahead)).toBe("not_due");
    expect(await nextLookOf(order)).toBeLessThanOrEqual(ahead.getTime());
  });
});

test("an order that is not due by a clock that is behind is not looked at again and again until it has caught up", async () => {
  const { db } = database;
  const placedAt = new Date(Date.now() - 3 * 3_600_000);
  const order = await makeOrder(db, [await makeProduct(db, world)], "en-US", placedAt);
  expect(await lapseOrder(db, day.provider, order, placedAt)).toBe("not_due");
  expect(await nextLookOf(order)).toBeGreaterThan(Date.now() + 30_000);
});

test("an order whose page could not be closed, a failure being kept under its key, lapses with the next one", async () => {
  const order = await makeOrder(database.db, [await makeProduct(database.db, world)], "en-US", day.now());
  await day.open(order);
  await day.advance(31);
  await database.db.order.updateMany({ where: { orderId: order.orderId }, data: { expiresAt: day.now() } });
  const { sessionId } = (await readOrder(database.db, order))?.payment ?? {};
  await day.control("faults", { match: `POST /v1/checkout/sessions/${sessionId}/expire`, status: 500, kept: true });
  const lapse = () => lapseOrder(database.db, day.provider, order, day.now());
  for (let time = 0; time < 2; time += 1) await expect(lapse()).rejects.toThrow();
  expect(await lapse()).toBe("lapsed");
  expect(await day.stripe.checkout.sessions.retrieve(sessionId ?? "")).toMatchObject({ status: "expired" });
});

describe("an order whose page is done, and whose payment can't be made out, keeps its units and is asked about every hour", () => {
  const match = "GET /v1/payment_intents/*";
  test.each([
    ["bears another order's name", { change: { metadata: { orderId: newId(), customerId: newId() } } }],
    ["is not known", { status: 404, error: { type: "invalid_request_error", code: "resource_missing" } }],
    ["may not be read by the key", { status: 403 }],
    ["has no shape", { change: { amount: "much" } }],
  ])("for it %s", async (_what, fault) => {
    const { order, held } = await paidByDebitTooLate();
    await day.advance(120);
    await day.control("faults", { match, times: 2, ...fault });
    expect(await cancelOrder(database.db, day.provider, order, day.now())).toBe("unknown");
    expect(await lapseOrder(database.db, day.provider, order, day.now())).toBe("unknown");
    expect(await readOrder(database.db, order)).toMatchObject({ status: "pending_payment" });
    expect(await held()).toBe(1);
    const inMs = ((await nextLookOf(order)) ?? 0) - day.now().getTime();
    expect(Math.round(inMs / 60_000)).toBe(60);
    await day.control("faults/clear", {});
    expect(await lapseOrder(database.db, day.provider, order, day.now())).toBe("not_due");
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "processing" } });
  });
});

test("an order whose page is done is not given up, however long its payment can't be asked about", async () => {
  const { order, held } = await paidByDebitTooLate();
  await day.advance(120);
  await day.control("faults", { match: "GET /v1/payment_intents/*", status: 503 });
  await expect(lapseOrder(database.db, day.provider, order, day.now())).rejects.toThrow();
  expect(await readOrder(database.db, order)).toMatchObject({ status: "pending_payment" });
  expect(await held()).toBe(1);
  expect(await lapseOrder(database.db, day.provider, order, day.now())).toBe("not_due");
});
