import pino from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { attemptsMax } from "@/lib/jobs/queue";
import { listDeadJobs } from "@/lib/jobs/read-jobs";
import { retryJobs } from "@/lib/jobs/retry-jobs";
import { ProviderAway } from "@/lib/payments/provider";
import { changeOrderStatus } from "../change-status";
import { oweRefund } from "../owe-refund";
import { readOrder } from "../read-order";
import { refundPayment } from "../refund-payment";
import { pushRefunds } from "./push-refunds";
import { reconcile } from "./reconcile";
import { settleByHand } from "./settle-by-hand";

const database = useDatabase();
const log = pino({ level: "silent" });
let day: PaymentDay;
let world: World;
let patient: World;
beforeAll(async () => {
  const { db } = database;
  day = await startPaymentDay(db);
  world = await makeWorld(db);
  patient = await makeWorld(db);
  await db.merchant.update({ where: { merchantId: patient.merchantId }, data: { captureMode: "on_shipment" } });
});
afterAll(() => day.close());
beforeEach(() => database.db.$executeRaw`delete from graphile_worker._private_jobs`);

async function paidOrder(by: World) {
  const order = await makeOrder(database.db, [await makeProduct(database.db, by)], "en-US", day.now());
  await day.pay(order);
  return order;
}

const reconciled = async (minutes: number) => {
  await day.advance(minutes);
  await reconcile(database.db, day.provider, day.now());
};
const jobOf = async (key: string) =>
  (
    await database.db.$queryRaw<{ attempts: number; due: boolean }[]>`
      select attempts::int, run_at <= now() as due from graphile_worker.jobs where key = ${key}`
  )[0];
const die = (key: string) =>
  database.db.$executeRaw`
    update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'no permission' where key = ${key}`;
const openKinds = async () =>
  (await database.db.bookDifference.findMany({ where: { resolvedAt: null } })).map(({ kind }) => kind);

test("a refund that the key may not send runs out of attempts, is raised after a day, and goes out once it may", async () => {
  const { db, url } = database;
  const order = await paidOrder(world);
  const refundId = newId();
  await inTransaction(db, (tx) =>
    oweRefund(tx, order, { refundId, amount: 700, reason: "goodwill", actor: "clock" }, day.now()),
  );
  await day.control("faults", { match: "POST /v1/refunds", status: 403 });
  const send = {
    "payments.refund": (due: Parameters<typeof refundPayment>[2]) => refundPayment(db, day.provider, due, day.now()),
  };
  await drainJobs({ url, log, handlers: send });
  const key = `payments.refund:${refundId}`;
  expect(await jobOf(key)).toMatchObject({ attempts: 1 });
  await reconciled(70);
  expect(await jobOf(key)).toMatchObject({ attempts: 1 });
  expect(await openKinds()).toEqual([]);

  await die(key);
  await reconciled(24 * 60);
  const { rows } = await listDeadJobs(db, { after: null, pageSize: 10 });
  expect(rows).toMatchObject([{ name: "payments.refund", lastError: "no permission" }]);
  expect(await openKinds()).toEqual(["refund_overdue"]);
  const operator = { staffId: newId(), merchantId: world.merchantId };
  const byHand = { differenceId: `refund_overdue:${refundId}`, reason: "Transferred" };
  expect(await settleByHand(db, operator, byHand, day.now())).toBe(false);

  await retryJobs(db, operator, "all", new Date());
  await drainJobs({ url, log, handlers: send });
  await reconciled(15);
  expect(await openKinds()).toEqual([]);
  expect(await readOrder(db, order)).toMatchObject({ payment: { refundedAmount: 700 } });
});

test("however many refunds are stuck, none keeps the others from their turn", async () => {
  const { db } = database;
  const { customerId, orderId, paymentIntentId } = await makeSettledOrder(db, [await makeProduct(db, world)]);
  const at = new Date(day.now().getTime() - 2 * 60 * 60_000);
  const sum = { currency: "USD", amount: 1, paymentAmount: 1, reason: "goodwill", actor: "clock", paymentIntentId };
  await db.refund.createMany({
    data: Array.from({ length: 130 }, () => ({
      ...{ customerId, orderId, refundId: newId() },
      ...{ ...sum, createdAt: at, updatedAt: at },
    })),
  });
  const spent = { isSpent: () => true };
  const waiting = async () =>
    (await db.$queryRaw<object[]>`select key from graphile_worker.jobs where key like 'payments.refund:%'`).length;
  expect(await pushRefunds(db, day.provider, spent, day.now())).toBe(100);
  expect(await waiting()).toBe(100);
  expect(await pushRefunds(db, day.provider, spent, day.now())).toBe(30);
  expect(await waiting()).toBe(130);
  expect(await pushRefunds(db, day.provider, spent, day.now())).toBe(100);
  await db.refund.deleteMany({ where: { customerId, orderId } });
});

test("a refund that can't be asked about keeps no other from its turn, and is told of afterwards", async () => {
  const { db } = database;
  const { customerId, orderId } = await makeSettledOrder(db, [await makeProduct(db, world)]);
  const ago = (hours: number) => new Date(day.now().getTime() - hours * 60 * 60_000);
  const sum = { currency: "USD", amount: 1, paymentAmount: 1, reason: "goodwill", actor: "clock", updatedAt: ago(2) };
  const [unknown, owed] = [newId(), newId()];
  await db.refund.createMany({
    data: [
      {
        ...{ customerId, orderId, refundId: unknown, status: "pending", paymentIntentId: "pi_nobody" },
        ...{ ...sum, createdAt: ago(25) },
      },
      { customerId, orderId, refundId: owed, ...sum, createdAt: ago(2) },
    ],
  });
  await day.control("faults", { match: "GET /v1/refunds", status: 403, times: 2 });
  await expect(pushRefunds(db, day.provider, { isSpent: () => false }, day.now())).rejects.toThrow(AggregateError);
  expect(await jobOf(`payments.refund:${owed}`)).toMatchObject({ attempts: 0, due: true });
  await db.refund.deleteMany({ where: { customerId, orderId } });
});

test("while Stripe is away refunds stop being asked about, and the next run begins where it was", async () => {
  const { db } = database;
  const { customerId, orderId } = await makeSettledOrder(db, [await makeProduct(db, world)]);
  const at = new Date(day.now().getTime() - 25 * 60 * 60_000);
  const sum = { currency: "USD", amount: 1, paymentAmount: 1, reason: "goodwill", actor: "clock" };
  await db.refund.createMany({
    data: Array.from({ length: 130 }, () => ({
      ...{ customerId, orderId, refundId: newId(), status: "pending" as const, paymentIntentId: "pi_nobody" },
      ...{ ...sum, createdAt: at, updatedAt: at },
    })),
  });
  let asked = 0;
  const away = () => {
    asked += 1;
    return Promise.reject(new ProviderAway("no answer"));
  };
  const spent = { isSpent: () => true };
  const ofAway = { ...day.provider, listRefunds: away, listIntents: away };
  await expect(pushRefunds(db, ofAway, spent, day.now())).rejects.toBeInstanceOf(ProviderAway);
  expect(asked).toBeLessThan(20);
  const back = { ...day.provider, listRefunds: async () => [] };
  expect(await pushRefunds(db, back, spent, day.now())).toBe(100);
  expect(await pushRefunds(db, back, spent, day.now())).toBe(30);
  await db.refund.deleteMany({ where: { customerId, orderId } });
});

test("money to be taken is asked for at once, but a job for it that died stays for a person to see", async () => {
  const order = await paidOrder(patient);
  const key = `payments.capture:${order.orderId}`;
  expect(await jobOf(key)).toEqual({ attempts: 0, due: false });
  await inTransaction(database.db, (tx) => changeOrderStatus(tx, order, "shipped", day.now()));
  await reconciled(15);
  expect(await jobOf(key)).toEqual({ attempts: 0, due: true });
  await die(key);
  await reconciled(15);
  expect(await jobOf(key)).toMatchObject({ attempts: attemptsMax });
});
