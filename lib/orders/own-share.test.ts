import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { days } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { readFulfilment } from "@/lib/fulfilment/read-fulfilment";
import { createStaff } from "@/lib/merchants/create-staff";
import { alertDispute } from "@/lib/notifications/alert-dispute";
import type { Mail } from "@/lib/notifications/mailer";
import { cancelLines } from "./cancel-lines";
import { listDisputes } from "./list-disputes";
import { loseAuthorization } from "./lose-authorization";
import { costsOf, ownShare } from "./own-share";
import { listAlerts, readAlerts } from "./read-alerts";
import { recordDispute } from "./record-dispute";
import { recordFraudWarning } from "./record-fraud-warning";
import { recordRefund } from "./record-refund";
import { refundOrder } from "./refund-order";

const database = useDatabase();
const later = new Date(noon.getTime() + 600_000);
let ours: World;
let theirs: World;
beforeAll(async () => {
  [ours, theirs] = [await makeWorld(database.db), await makeWorld(database.db)];
});

/** One unit of each merchant's, theirs for twice as much; with its tax in it, what each has a share of. */
async function sharedOrder({ authorizedUntil }: { authorizedUntil?: Date } = {}) {
  const { db } = database;
  const variants = [
    await makeProduct(db, ours, { prices: { USD: 1_000 } }),
    await makeProduct(db, theirs, { prices: { USD: 2_000 } }),
  ];
  const order = await makeSettledOrder(db, variants, authorizedUntil ? { authorizedUntil } : {});
  const { customerId, orderId, total, paymentIntentId } = order;
  const key = { customerId, orderId };
  await cutFulfilments(db, key, later);
  const lines = await db.orderLine.findMany({ where: key });
  const costOf = ({ merchantId }: World) =>
    lines.reduce((sum, line) => sum + (line.merchantId === merchantId ? line.totalAmount + line.taxAmount : 0), 0);
  const lineOf = ({ merchantId }: World) => lines.find((line) => line.merchantId === merchantId)?.lineId ?? "";
  return { key, total, paymentIntentId, costOf, lineOf };
}

async function toldOf({ orderId }: { orderId: string }, type: string) {
  const { db } = database;
  const notices = await db.merchantNotice.findMany({
    where: { type, data: { path: ["orderId"], equals: orderId } },
    select: { merchantId: true, data: true },
  });
  const hooks = await db.$queryRaw<{ merchantId: string; data: object }[]>`
    SELECT payload->>'merchantId' AS "merchantId", payload->'data' AS data FROM graphile_worker._private_jobs
     WHERE payload->>'type' = ${type} AND payload->'data'->>'orderId' = ${orderId} AND payload->>'merchantId' IS NOT NULL`;
  const byMerchant = (told: { merchantId: string; data: unknown }[]) =>
    new Map(told.map(({ merchantId, data }) => [merchantId, data]));
  return [byMerchant(notices), byMerchant(hooks)];
}

const dispute = { disputeId: "", reason: "fraudulent", currency: "USD", dueBy: later, openedAt: later };
const historyOf = async ({ orderId }: { orderId: string }, { merchantId }: World, operator = false) => {
  const part = await database.db.fulfilment.findFirstOrThrow({ where: { merchantId, orderId } });
  return (await readFulfilment(database.db, merchantId, part.fulfilmentId, { operator }))?.history ?? [];
};

it("of a dispute each merchant of an order hears the own share, by mail, webhook and page, and who runs the shop the whole", async () => {
  const { db } = database;
  const { key, total: amount, costOf } = await sharedOrder();
  const facts = { ...dispute, disputeId: newId(), amount };
  await recordDispute(db, key, { ...facts, status: "needs_response", toldAt: later }, later);
  expect(costOf(ours)).toBeLessThan(costOf(theirs));
  for (const world of [ours, theirs]) {
    const { merchantId } = world;
    for (const told of await toldOf(key, "dispute.created"))
      expect(told.get(merchantId)).toMatchObject({ amount: costOf(world) });
    const list = async (operator: boolean) =>
      (await listDisputes(db, { merchantId, operator, after: null, pageSize: 1 })).rows;
    expect(await list(false)).toMatchObject([{ amount: costOf(world) }]);
    expect(await list(true)).toMatchObject([{ amount }]);
    expect((await historyOf(key, world)).at(-1)).toMatchObject({ type: "disputed", detail: { amount: costOf(world) } });
  }
  expect((await historyOf(key, ours, true)).at(-1)).toMatchObject({ type: "disputed", detail: { amount } });

  await createStaff(
    db,
    {
      ...{ email: "runs@example.com", name: "A", password: "correct horse battery", role: "owner" },
      ...{ merchantIds: [ours.merchantId], operator: true },
    },
    later,
  );
  const [job] = await db.$queryRaw<{ payload: Parameters<typeof alertDispute>[2] }[]>`
    SELECT payload FROM graphile_worker._private_jobs
     WHERE payload->'data'->>'orderId' = ${key.orderId} AND payload->>'cause' IS NOT NULL AND payload->>'type' = 'dispute.created'`;
  const mails: Mail[] = [];
  if (job) await alertDispute(db, { send: async (mail) => void mails.push(mail) }, job.payload);
  expect(mails).toMatchObject([{ to: ["runs@example.com"], text: expect.stringContaining("/admin/books") }]);
  expect(mails[0]?.subject).toContain(`$${(amount / 100).toFixed(2)}`);
});

it("with a dispute's end each hears what of it goes back for the own units", async () => {
  const { db } = database;
  const { key, total: amount, lineOf } = await sharedOrder();
  const facts = { ...dispute, disputeId: newId(), amount };
  const at = (minutes: number) => new Date(later.getTime() + minutes * 60_000);
  await recordDispute(db, key, { ...facts, status: "needs_response", toldAt: at(0) }, at(0));
  const lines = [{ lineId: lineOf(theirs), quantity: 1 }];
  const wish = { ...key, cancellationId: newId(), lines, reason: "other", actor: "shopper" } as const;
  const off = await cancelLines(db, wish, at(1));
  await recordDispute(db, key, { ...facts, status: "won", toldAt: at(2) }, at(2));
  for (const told of await toldOf(key, "dispute.closed")) {
    expect(told.get(ours.merchantId)).not.toHaveProperty("givenBack");
    expect(told.get(theirs.merchantId)).toMatchObject({ givenBack: { amount: off.ok ? off.value.withheld : 0 } });
  }
});

it("of money that was let go each hears what is due for the own units, and nothing who has none left", async () => {
  const { db } = database;
  const authorizedUntil = new Date(noon.getTime() + days(6));
  const { key, total, paymentIntentId, costOf } = await sharedOrder({ authorizedUntil });
  await loseAuthorization(db, key, paymentIntentId, later);
  for (const world of [ours, theirs]) {
    for (const told of await toldOf(key, "payment.lost"))
      expect(told.get(world.merchantId)).toMatchObject({ amount: costOf(world) });
    expect(await readAlerts(db, world.merchantId, key)).toMatchObject({ lost: costOf(world) });
  }
  expect(await readAlerts(db, undefined, key)).toMatchObject({ lost: total });

  const other = await sharedOrder({ authorizedUntil });
  const lines = [{ lineId: other.lineOf(ours), quantity: 1 }];
  const wish = { ...other.key, cancellationId: newId(), lines, reason: "other", actor: "shopper" } as const;
  await cancelLines(db, wish, later);
  await loseAuthorization(db, other.key, other.paymentIntentId, later);
  for (const told of await toldOf(other.key, "payment.lost")) {
    expect([...told.keys()]).toEqual([theirs.merchantId]);
    expect(told.get(theirs.merchantId)).toMatchObject({ amount: other.costOf(theirs) });
  }
  expect(await listAlerts(db, ours.merchantId, [other.key])).toEqual(new Map());
});

it("of a bank's warning each hears what could be taken of what is left of the own", async () => {
  const { db } = database;
  const { key, paymentIntentId, costOf, lineOf } = await sharedOrder();
  const choice = { lines: [{ lineId: lineOf(ours), quantity: 1 }], shippingAmount: 0 };
  const wish = { ...key, refundId: newId(), choice, reason: "damaged", note: "" };
  await refundOrder(db, { merchantId: ours.merchantId, staffId: newId() }, wish, later);
  const warning = { warningId: newId(), fraudType: "misc", isActionable: true };
  await recordFraudWarning(db, key, { ...warning, paymentIntentId }, later);
  for (const told of await toldOf(key, "payment.fraud_warning")) {
    expect([...told.keys()]).toEqual([theirs.merchantId]);
    expect(told.get(theirs.merchantId)).toMatchObject({ amount: costOf(theirs) });
  }
});

it("a refund of the whole that failed is told without its sum to the order's merchants, and with it to who runs the shop", async () => {
  const { db } = database;
  const { key, paymentIntentId } = await sharedOrder();
  const told = {
    providerRefundId: `re_${key.orderId}`,
    refundId: null,
    paymentIntentId,
    amount: 2_500,
    currency: "USD",
  };
  for (const status of ["succeeded", "failed"] as const)
    await recordRefund(db, key, { ...told, status, failure: null }, later);
  for (const { merchantId } of [ours, theirs])
    expect((await readAlerts(db, merchantId, key)).failedRefunds).toMatchObject([{ amount: null }]);
  expect((await readAlerts(db, undefined, key)).failedRefunds).toMatchObject([{ amount: 2_500 }]);
});

it("who of another merchant's people called off the last of an order, and why, is not told", async () => {
  const { db } = database;
  const { key, lineOf } = await sharedOrder();
  const staffId = newId();
  const callOff = async (world: World, reason: string, now: Date) => {
    const lines = [{ lineId: lineOf(world), quantity: 1 }];
    const by = { merchantId: world.merchantId, actor: `staff:${staffId}` as const };
    await cancelLines(db, { ...key, ...by, cancellationId: newId(), lines, reason }, now);
  };
  await callOff(ours, "other", later);
  await callOff(theirs, "sold_out", new Date(later.getTime() + 1));
  const last = async (world: World) => (await historyOf(key, world)).filter(({ type }) => type === "cancelled");
  expect(await last(theirs)).toMatchObject([{ actor: `staff:${staffId}`, detail: { reason: "sold_out" } }]);
  expect(await last(ours)).toMatchObject([{ actor: "staff", by: null, detail: {} }]);
});

it("the shares of all and of the shipping add up to the sum, and a sole merchant's is all of it", () => {
  const cost = fc.integer({ min: 0, max: 99_999_999 });
  const line = fc.record({ merchantId: fc.constantFrom("a", "b", "c"), totalAmount: cost, taxAmount: cost });
  fc.assert(
    fc.property(
      fc.record({
        taxIncluded: fc.boolean(),
        shippingAmount: cost,
        shippingTaxAmount: cost,
        lines: fc.array(line, { minLength: 1 }),
      }),
      cost,
      (order, amount) => {
        const costs = costsOf(order);
        const merchants = [...new Set(order.lines.map(({ merchantId }) => merchantId))];
        const shares = merchants.map((merchantId) => ownShare(amount, costs, merchantId));
        const whole = shares.reduce((sum, share) => sum + share, 0);
        expect(whole).toBeLessThanOrEqual(amount);
        if (merchants.length === 1 || order.shippingAmount + order.shippingTaxAmount === 0) {
          const free = merchants.length > 1 && costs.every((each) => each.amount === 0);
          expect(whole).toBe(free ? 0 : amount);
        }
        expect(ownShare(amount, costs, undefined)).toBe(amount);
      },
    ),
  );
});
