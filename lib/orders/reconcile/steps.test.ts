import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { type PaymentProvider, ProviderAway } from "@/lib/payments/provider";
import { oweRefund } from "../owe-refund";
import { readOrder } from "../read-order";
import { refundPayment } from "../refund-payment";
import { countDifferences, listDifferences } from "./list-differences";
import { reconcile } from "./reconcile";
import { settleByHand } from "./settle-by-hand";

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
});
afterAll(() => day.close());

async function refundedOrder() {
  const { db } = database;
  const order = await makeOrder(db, [await makeProduct(db, world)], "en-US", day.now());
  await day.pay(order);
  const refundId = newId();
  const owed = { refundId, amount: 700, reason: "goodwill", actor: "clock" } as const;
  await inTransaction(db, (tx) => oweRefund(tx, order, owed, day.now()));
  await refundPayment(db, day.provider, order, day.now());
  const { customerId, orderId } = order;
  return { order, key: { customerId_orderId_refundId: { customerId, orderId, refundId } } };
}

const reconciled = async () => {
  await day.advance(15);
  return reconcile(database.db, day.provider, day.now());
};
const read = ({ key }: Awaited<ReturnType<typeof refundedOrder>>) =>
  database.db.refund.findUniqueOrThrow({ where: key, select: { status: true, providerRefundId: true } });
const openKinds = async (orderId: string) =>
  (await database.db.bookDifference.findMany({ where: { orderId, resolvedAt: null } })).map(({ kind }) => kind);
const lastReviewed = async () =>
  (await database.db.shopState.findUniqueOrThrow({ where: { key: "reconcile.ours" } })).updatedAt.getTime();

test.each([
  { refused: "GET /v1/events", step: "missed events" },
  { refused: "GET /v1/refunds", step: "refunds" },
  { refused: "GET /v1/payment_intents", step: "their payments" },
])("where the key may not $refused, every other step is taken, and the run fails at its end", async (of) => {
  const { db } = database;
  await reconciled();
  const [sentBack, waiting] = [await refundedOrder(), await refundedOrder()];
  await day.control("refunds/fail", { refundId: (await read(sentBack)).providerRefundId });
  await day.tellNew();
  const longAgo = new Date(day.now().getTime() - 48 * 60 * 60_000);
  await db.refund.update({ where: waiting.key, data: { status: "pending", createdAt: longAgo } });

  await day.control("faults", { match: of.refused, status: 403, times: 100 });
  const before = day.now().getTime();
  const failure = await reconciled().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AggregateError);
  expect(failure).toMatchObject({ message: expect.stringMatching(`(^|; )${of.step}: `) });
  expect(await openKinds(sentBack.order.orderId)).toEqual(["refund_failed"]);
  expect((await read(waiting)).status).toBe(of.step === "refunds" ? "pending" : "succeeded");
  expect(await lastReviewed()).toBeGreaterThan(before);

  await day.control("faults/clear", {});
  expect(await reconciled()).toMatchObject({ overdue: 0 });
  expect((await read(waiting)).status).toBe("succeeded");
  expect(await readOrder(db, waiting.order)).toMatchObject({ payment: { refundedAmount: 700 } });
});

describe("an order past its time whose payment can't be made out", () => {
  const stripeSays = { metadata: { orderId: newId(), customerId: newId() } };
  const unread = async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { prices: { USD: 6_400, EUR: 6_400 } });
    const order = await makeOrder(db, [variant], "de-DE", day.now());
    await day.control("payments", { asyncDelayMs: 86_000_000 });
    await day.payByDebit((await day.open(order)) ?? "");
    await db.order.updateMany({ where: { orderId: order.orderId }, data: { expiresAt: day.now() } });
    const { paymentIntentId } = await day.provider.readCheckout((await readOrder(db, order))?.payment?.sessionId ?? "");
    return { order, match: `GET /v1/payment_intents/${paymentIntentId}` };
  };

  test.each([
    { fault: { change: stripeSays }, what: "bears another's name" },
    { fault: { status: 404, error: { code: "resource_missing" } }, what: "is not known" },
  ])("for it $what, stands in the books until it can be", async ({ fault }) => {
    await reconciled();
    const { order, match } = await unread();
    await day.control("faults", { match, times: 100, ...fault });
    await expect(reconciled()).rejects.toThrow("open payments: Some payments could not be asked about");
    const { rows } = await listDifferences(database.db, { after: null, pageSize: 20 });
    const row = { kind: "not_compared", order: { customerId: order.customerId, orderId: order.orderId } };
    expect(rows).toContainEqual(expect.objectContaining(row));
    await expect(reconciled()).rejects.toThrow();
    expect(await openKinds(order.orderId)).toEqual(["not_compared"]);
    expect(await readOrder(database.db, order)).toMatchObject({ status: "pending_payment" });

    await day.control("faults/clear", {});
    await reconciled();
    expect(await openKinds(order.orderId)).toEqual([]);
  });

  test("and that ends meanwhile, stands there no longer", async () => {
    const { order, match } = await unread();
    await day.control("faults", { match, times: 100, change: stripeSays });
    await expect(reconciled()).rejects.toThrow();
    await database.db.order.updateMany({ where: { orderId: order.orderId }, data: { status: "cancelled" } });
    await reconciled().catch(() => null);
    expect(await openKinds(order.orderId)).toEqual([]);
    await day.control("faults/clear", {});
  });
});

test("differences of a kind that only a newer release knows are counted, and keep none from being listed", async () => {
  const { db } = database;
  const before = await listDifferences(db, { after: null, pageSize: 20 });
  const counted = await countDifferences(db);
  const differenceId = "of_tomorrow:pi_1";
  await db.bookDifference.create({
    data: { differenceId, kind: "of_tomorrow", data: { subject: "pi_1" }, firstSeenAt: day.now() },
  });
  const { rows, strangers } = await listDifferences(db, { after: null, pageSize: 20 });
  expect(rows).toEqual(before.rows);
  expect(strangers).toBe(1);
  expect(await countDifferences(db)).toBe(counted + 1);
  await db.bookDifference.delete({ where: { differenceId } });
});

test("nor are they taken for differences of a payment, which Stripe does not have", async () => {
  const { db } = database;
  const { customerId, orderId } = (await refundedOrder()).order;
  const [differenceId, kind] = ["of_tomorrow:issfr_1", "of_tomorrow"];
  await db.bookDifference.create({
    data: { differenceId, kind, customerId, orderId, data: { subject: "issfr_1" }, firstSeenAt: day.now() },
  });
  await reconciled();
  expect(await openKinds(orderId)).toEqual([kind]);
  await db.bookDifference.delete({ where: { differenceId } });
});

test("nor does a difference in a currency that the shop does not write keep any from being listed", async () => {
  const { db } = database;
  const [differenceId, kind] = ["unknown_order:pi_cad", "unknown_order"];
  const data = { ours: 0, theirs: 700, currency: "CAD", orderNumber: null, subject: "pi_cad" };
  await db.bookDifference.create({ data: { differenceId, kind, data, firstSeenAt: day.now() } });
  const { rows } = await listDifferences(db, { after: null, pageSize: 20 });
  expect(rows.find((row) => row.differenceId === differenceId)).toMatchObject({ theirs: 700, currency: null });
  await db.bookDifference.delete({ where: { differenceId } });
});

describe("a refund that can't be read up", () => {
  const paid = async () => {
    const { db } = database;
    const order = await makeOrder(db, [await makeProduct(db, world)], "en-US", day.now());
    await day.pay(order);
    const { customerId, orderId } = order;
    const where = { customerId_orderId: { customerId, orderId } };
    return { orderId, where, payment: await db.payment.findUniqueOrThrow({ where }) };
  };
  /** As in Stripe's back office, which the shop is not told of. */
  const refund = ({ payment }: Awaited<ReturnType<typeof paid>>) =>
    day.stripe.refunds.create({ payment_intent: payment.paymentIntentId ?? "", amount: 300 });
  const refuse = (status: number) => day.control("faults", { match: "GET /v1/refunds", status, times: 100 });

  test.each([
    { status: 403, said: "for every payment" },
    { status: 500, said: "for one payment" },
  ])("$said, as by a $status, keeps no other from being compared", async ({ status }) => {
    await reconciled();
    const [other, unread] = [await paid(), await paid()];
    await database.db.payment.update({ where: other.where, data: { capturedAmount: 1 } });
    await refund(unread);
    await refuse(status);
    await expect(reconciled()).rejects.toThrow("their payments: Some payments could not be compared");
    expect(await openKinds(unread.orderId)).toEqual(["not_compared"]);
    expect(await openKinds(other.orderId)).toEqual(["captured_differs"]);

    await day.control("faults/clear", {});
    await reconciled();
    expect(await openKinds(unread.orderId)).toEqual([]);
    expect(await database.db.payment.findUniqueOrThrow({ where: unread.where })).toMatchObject({ refundedAmount: 300 });
  });

  test("for many, as while Stripe is partly out, is told once, and for the few that are left one by one", async () => {
    const { db } = database;
    await reconciled();
    const unread = [await paid(), await paid(), await paid(), await paid(), await paid()];
    for (const each of unread) await refund(each);
    const failing = (intents: (string | null)[]): PaymentProvider => ({
      ...day.provider,
      listRefunds: (id) =>
        intents.includes(id) ? Promise.reject(new ProviderAway("503")) : day.provider.listRefunds(id),
    });
    const walkWith = async (intents: (string | null)[]) => {
      await day.advance(15);
      return reconcile(db, failing(intents), day.now()).catch(() => null);
    };
    const shown = async () => {
      const { rows } = await listDifferences(db, { after: null, pageSize: 20 });
      expect(await countDifferences(db)).toBe(rows.length);
      return rows
        .filter(({ kind }) => /compared/.test(kind))
        .map(({ differenceId, ours }) => `${differenceId} ${ours}`);
    };
    const mails = async () => {
      const jobs = await db.$queryRaw<{ key: string }[]>`
        delete from graphile_worker._private_jobs where key like 'mail.operators:%' returning key`;
      return jobs.map(({ key }) => key);
    };
    const intents = unread.map(({ payment }) => payment.paymentIntentId);
    const [first = "", ...others] = intents;
    await mails();

    await walkWith(intents);
    expect(await shown()).toEqual(["many_not_compared:payments 5"]);
    expect(await mails()).toEqual(["mail.operators:many_not_compared:payments"]);
    const operator = { staffId: newId(), merchantId: world.merchantId };
    const settling = { differenceId: "many_not_compared:payments", reason: "looked at" };
    expect(await settleByHand(db, operator, settling, day.now())).toBe(false);
    await walkWith([first, ...others.slice(1)]);
    expect(await shown()).toEqual(["many_not_compared:payments 4"]);
    expect(await mails()).toEqual([]);
    await walkWith([first]);
    expect(await shown()).toEqual([expect.stringMatching(`^not_compared:${first} `)]);
    expect(await mails()).toEqual([`mail.operators:not_compared:${first}`]);
    expect(await walkWith([])).not.toBeNull();
    expect(await shown()).toEqual([]);
    for (const { where } of unread)
      expect(await db.payment.findUniqueOrThrow({ where })).toMatchObject({ refundedAmount: 300 });
  });

  test("for a second payment in a row, while Stripe answers otherwise, is raised for each, and the walk goes on", async () => {
    await reconciled();
    const [other, ...unread] = [await paid(), await paid(), await paid()];
    for (const each of unread) await refund(each);
    await database.db.payment.update({ where: other.where, data: { capturedAmount: 1 } });
    await refuse(500);
    await expect(reconciled()).rejects.toThrow("their payments: Some payments could not be compared");
    for (const { orderId } of unread) expect(await openKinds(orderId)).toEqual(["not_compared"]);
    expect(await openKinds(other.orderId)).toEqual(["captured_differs"]);
    await day.control("faults/clear", {});
    await reconciled();
    for (const { where } of unread)
      expect(await database.db.payment.findUniqueOrThrow({ where })).toMatchObject({ refundedAmount: 300 });
  });
});
