import { beforeAll, describe, expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import type { PaymentStatus } from "@/lib/db/generated/enums";
import { type PaymentProvider, PaymentRefused, ProviderAway } from "@/lib/payments/provider";
import { budgetOf } from "./budget";
import { followOpenPayments } from "./follow-open-payments";
import { reviewOpen, reviewOurs } from "./review-books";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

/** So many payments like one that was settled, all of them of one moment. */
async function manyPayments(count: number, status: PaymentStatus, at: Date): Promise<string[]> {
  const { db } = database;
  const { customerId, orderId } = await makeSettledOrder(db, [await makeProduct(db, world)]);
  const key = { customerId_orderId: { customerId, orderId } };
  const { shipTo, ...order } = await db.order.findUniqueOrThrow({ where: key });
  const payment = await db.payment.findUniqueOrThrow({ where: key });
  const ids = Array.from({ length: count }, () => newId());
  const address = {
    name: "Mara",
    line1: "2450 Harrison St",
    city: "San Francisco",
    postalCode: "94110",
    country: "US",
  };
  await db.order.createMany({
    data: ids.map((id) => ({ ...order, shipTo: address, orderId: id, number: id, idempotencyKey: id })),
  });
  await db.payment.createMany({
    data: ids.map((id) => ({ ...payment, orderId: id, status, paymentIntentId: `pi_${id}`, updatedAt: at })),
  });
  return ids.map((id) => `pi_${id}`);
}

/** Knows no payment, and remembers which it was asked for. */
function forgetful() {
  const asked: string[] = [];
  const unused = () => Promise.reject(new Error("not asked for here"));
  const readIntent = async (id: string) => {
    asked.push(id);
    throw new PaymentRefused("resource_missing", "no such payment");
  };
  const provider: PaymentProvider = {
    ...{ openCheckout: unused, closeCheckout: unused, readCheckout: unused, capture: unused, release: unused },
    ...{
      refund: unused,
      listRefunds: unused,
      findRefund: unused,
      listEvents: unused,
      listIntents: unused,
      readDispute: unused,
      readFraudWarning: unused,
      readIntent,
    },
  };
  return { provider, asked };
}

const later = (ms: number) => new Date(noon.getTime() + ms);
const spent = { isSpent: () => true };

describe("what we say was taken", () => {
  test("is gone through to the end, and nobody is asked for what the provider's list has named", async () => {
    const paid = await manyPayments(450, "paid", later(5_000_000));
    const missing = paid.slice(440);
    const seen = new Set(paid.slice(0, 440));
    const { provider, asked } = forgetful();
    const until = later(6_000_000);
    expect(
      await reviewOurs(database.db, provider, { seen, until, budget: budgetOf(60_000) }, until),
    ).toBeGreaterThanOrEqual(450);
    expect(asked.filter((id) => seen.has(id))).toEqual([]);
    expect(asked).toEqual(expect.arrayContaining(missing));
    expect(await reviewOurs(database.db, provider, { seen, until, budget: budgetOf(60_000) }, until)).toBe(0);
  });

  test("of one moment, more than a page, is gone through over several runs that have no time", async () => {
    const paid = await manyPayments(410, "paid", later(7_000_000));
    const { provider, asked } = forgetful();
    const until = later(8_000_000);
    const run = () => reviewOurs(database.db, provider, { seen: new Set(), until, budget: spent }, until);
    const reviewed = [await run(), await run(), await run(), await run()];
    expect(reviewed).toEqual([200, 200, 10, 0]);
    expect(asked.toSorted()).toEqual(paid.toSorted());
  });
});

test.each([
  { error: new Error("no such shape"), ms: 8_500_000 },
  { error: new ProviderAway("an unknown error, for this one"), ms: 8_550_000 },
])(
  "a payment that can't be read ($error) keeps no other from its turn, and stands in the books until it can be",
  async ({ error, ms }) => {
    const { db } = database;
    const paid = await manyPayments(12, "paid", later(ms));
    const [broken = ""] = paid;
    const { provider, asked } = forgetful();
    const until = later(ms + 40_000);
    const breaking: PaymentProvider = {
      ...provider,
      readIntent: (id) => (id === broken ? Promise.reject(error) : provider.readIntent(id)),
    };
    const review = (of: PaymentProvider) =>
      reviewOurs(db, of, { seen: new Set(), until, budget: budgetOf(60_000) }, until);
    const failure = await review(breaking).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ errors: [error] });
    expect(asked.toSorted()).toEqual(paid.slice(1).toSorted());
    const open = () => db.bookDifference.findMany({ where: { differenceId: { endsWith: broken }, resolvedAt: null } });
    expect(await open()).toMatchObject([{ kind: "to_compare" }]);
    expect(await review(provider)).toBe(0);
    await reviewOpen(db, provider, budgetOf(60_000), until);
    expect(await open()).toMatchObject([{ kind: "unknown_payment" }]);
  },
);

test("while the provider is away no payment counts as gone through, and none is raised", async () => {
  const { db } = database;
  const paid = await manyPayments(12, "paid", later(8_700_000));
  const { provider, asked } = forgetful();
  const until = later(8_800_000);
  const fail = () => Promise.reject(new ProviderAway("no answer"));
  const away: PaymentProvider = { ...provider, readIntent: fail, listIntents: fail };
  const review = (of: PaymentProvider) =>
    reviewOurs(db, of, { seen: new Set(), until, budget: budgetOf(60_000) }, until);
  await expect(review(away)).rejects.toBeInstanceOf(ProviderAway);
  expect(await db.bookDifference.count({ where: { kind: "to_compare", resolvedAt: null } })).toBe(0);
  expect(await review(provider)).toBe(12);
  expect(asked.toSorted()).toEqual(paid.toSorted());
});

test("payments that wait are all asked about in one run that has the time, and in turn by those that have not", async () => {
  const { db } = database;
  const waiting = await manyPayments(230, "authorized", later(9_000_000));
  const asked: string[] = [];
  const provider: PaymentProvider = {
    ...forgetful().provider,
    readIntent: async (paymentIntentId) => {
      asked.push(paymentIntentId);
      const money = {
        amount: 1,
        capturedAmount: 0,
        refundedAmount: 0,
        untakenAmount: 0,
        currency: "USD",
        failedChargeId: null,
        authorizedUntil: null,
      };
      return { paymentIntentId, status: "processing", order: null, ...money };
    },
  };
  const now = later(20_000_000);
  expect(await followOpenPayments(db, provider, budgetOf(60_000), now)).toBe(230);
  expect(asked.toSorted()).toEqual(waiting.toSorted());
  const turns = [1, 2, 3, 4].map(() => () => followOpenPayments(db, provider, spent, now));
  const counts: number[] = [];
  for (const turn of turns) counts.push(await turn());
  expect(counts).toEqual([100, 100, 30, 100]);
});
