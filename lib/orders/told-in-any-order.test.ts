import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { until } from "@/dev/testing/until";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import type { StoredEvent } from "@/lib/payments/provider";
import { oweRefund } from "./owe-refund";
import { readOrder } from "./read-order";
import { reconcile } from "./reconcile/reconcile";

/** All that Stripe tells of one order, in every order of two of them, backwards, and as lots fall: it ends in the same rows. */
const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
  await day.control("payments", { asyncDelayMs: 5 * 60_000 });
});
afterAll(() => day.close());

interface Played {
  key: { customerId: string; orderId: string };
  page: string;
  intent: string;
}
/** Something happens at Stripe, or the shop does something by what it knows. */
type Step = (played: Played) => Promise<unknown>;

const refund =
  (part: number | undefined): Step =>
  ({ intent }) =>
    day.stripe.refunds.create({ payment_intent: intent, ...(part ? { amount: part } : {}) });
const bankSendsBack: Step = async ({ intent }) => {
  await day.advance(1);
  const [last] = (await day.stripe.refunds.list({ payment_intent: intent, limit: 1 })).data;
  await day.control("refunds/fail", { refundId: last?.id });
  await day.advance(1);
};
const warn: Step = ({ intent }) => day.control("fraud-warnings", { paymentIntent: intent, news: "created" });
const disputeSchema = z.object({ data: z.object({ object: z.object({ id: z.string() }) }) });
const disputed = async ({ intent }: Played) => {
  const told = (await day.events()).find(
    ({ type, payload }) => type === "charge.dispute.created" && JSON.stringify(payload).includes(intent),
  );
  return told && disputeSchema.parse(told.payload).data.object;
};
const dispute: Step = async (played) => {
  await day.advance(10);
  await until(async () => (await disputed(played)) !== undefined, { seconds: 5, everyMs: 10 });
};
const endsAs =
  (status: "won" | "lost"): Step =>
  async (played) => {
    await day.advance(1);
    await day.control("disputes", { disputeId: (await disputed(played))?.id, status });
  };
const owe: Step = async ({ key }) => {
  const wish = { refundId: newId(), amount: 300, reason: "goodwill", actor: "clock" } as const;
  await inTransaction(database.db, (tx) => oweRefund(tx, key, wish, day.now()));
  await day.runJobs();
};

const stories: Record<string, { known: boolean; steps: Step[] }> = {
  "given back in part, disputed and lost": { known: false, steps: [refund(700), warn, dispute, endsAs("lost")] },
  "given back, sent back by the bank, given back anew": {
    known: false,
    steps: [refund(500), bankSendsBack, refund(500), refund(100)],
  },
  "given back whole, sent back by the bank, given back whole anew": {
    known: false,
    steps: [refund(undefined), bankSendsBack, refund(undefined)],
  },
  "given back whole, and warned of": { known: false, steps: [warn, refund(2_000), refund(4_400)] },
  "sent back by the bank, disputed and won": {
    known: false,
    steps: [refund(900), bankSendsBack, dispute, endsAs("won")],
  },
  "given back by the shop, sent back, disputed": { known: true, steps: [owe, bankSendsBack, dispute, endsAs("lost")] },
  "given back by the shop and in Stripe's back office": { known: true, steps: [owe, refund(500), warn] },
};

/** A card is declined and another pays; then the story. Told as it happens, or not before its end. */
async function play({ known, steps }: { known: boolean; steps: Step[] }, isLive: boolean) {
  const { db } = database;
  const order = await makeOrder(db, [await makeProduct(db, world, { prices: { USD: 6_400 } })], "en-US", day.now());
  const key = { customerId: order.customerId, orderId: order.orderId };
  const begun = (await day.events()).length;
  const tellSince = async (since: number) => day.tell((await day.events()).slice(since));
  const url = (await day.open(order)) ?? "";
  await day.payByCard(url, "4000000000000002");
  expect(await day.payByCard(url, steps.includes(dispute) ? "4000000000000259" : "4242424242424242")).toBe(303);
  const page = (await readOrder(db, key))?.payment?.sessionId ?? "";
  const intent = (await day.provider.readCheckout(page)).paymentIntentId ?? "";
  if (isLive || known) await tellSince(begun);
  const first = steps[0] === owe ? steps.slice(0, 1) : [];
  for (const step of first) await step({ key, page, intent });
  let heard = (await day.events()).length;
  for (const step of steps.slice(first.length)) {
    await step({ key, page, intent });
    if (!isLive) continue;
    const until = (await day.events()).length;
    await tellSince(heard);
    heard = until;
  }
  if (isLive) await tellSince(begun);
  const events = (await day.events()).slice(begun);
  return { key, intent, events };
}

async function comparedWithBooks(): Promise<void> {
  await day.runJobs();
  await day.advance(15);
  await reconcile(database.db, day.provider, day.now());
}

async function rowsOf({ customerId, orderId }: Played["key"]) {
  const { db } = database;
  const order = { customerId, orderId };
  const read = await readOrder(db, order);
  const refunds = await db.refund.findMany({ where: order });
  const disputes = await db.dispute.findMany({ where: order });
  const open = await db.bookDifference.findMany({ where: { orderId, resolvedAt: null } });
  // Of a warning nobody is told any more once the payment is disputed.
  const about = { data: { path: ["orderId"], equals: orderId }, type: { startsWith: "dispute" } };
  const notices = await db.merchantNotice.findMany({ where: about });
  const { status, capturedAmount, refundedAmount } = read?.payment ?? {};
  return {
    order: read?.status,
    payment: { status, capturedAmount, refundedAmount },
    intents: await db.paymentIntent.count({ where: order }),
    refunds: refunds
      .map((each) => [each.status, each.amount, each.paymentAmount, each.reason, each.lastError].join(" "))
      .toSorted(),
    disputes: disputes.map((each) => [each.status, each.amount, each.reason].join(" ")),
    open: open.map(({ kind }) => kind).toSorted(),
    told: notices.map(({ type }) => type).toSorted(),
  };
}

/** Backwards, each of them before all others, and each after them: so in either order of every two. */
function ordersOf(events: readonly StoredEvent[]): [string, StoredEvent[]][] {
  const moved = events.flatMap((event, at): [string, StoredEvent[]][] => {
    const others = events.filter((_, index) => index !== at);
    return [
      [`${event.type} first`, [event, ...others]],
      [`${event.type} last`, [...others, event]],
    ];
  });
  return [["backwards", events.toReversed()], ...moved];
}

test("one of the shop's that was refused, for somebody had given the money back by hand, lacks nothing once that is heard of", async () => {
  const { key, intent } = await play({ known: true, steps: [] }, true);
  const total = (await readOrder(database.db, key))?.totalAmount ?? 0;
  const wish = { refundId: newId(), amount: total, reason: "goodwill", actor: "clock" } as const;
  await inTransaction(database.db, (tx) => oweRefund(tx, key, wish, day.now()));
  await day.stripe.refunds.create({ payment_intent: intent });
  await day.advance(1);
  await day.runJobs();
  await day.tellNew();
  await comparedWithBooks();
  await comparedWithBooks();
  expect(await rowsOf(key)).toMatchObject({
    open: [],
    payment: { status: "refunded", refundedAmount: total },
    refunds: [expect.stringContaining("failed"), expect.stringContaining("dashboard")],
  });
});

/** All of them where `ALL=1` says so; else backwards and a few. */
const every = process.env.ALL === "1" ? 1 : 9;

test.each(Object.entries(stories))("%s", { timeout: 240_000 }, async (_, story) => {
  const live = await play(story, true);
  const late: [string, Played["key"]][] = [];
  for (let index = 0; index < ordersOf(live.events).length; index += every) {
    const { key, events } = await play(story, false);
    const [what, inOrder] = ordersOf(events)[index] ?? ["", []];
    await day.tell(inOrder);
    late.push([what, key]);
  }
  await comparedWithBooks();
  const expected = await rowsOf(live.key);
  expect(expected).toMatchObject({ order: "paid", intents: 1 });
  for (const [what, key] of late) expect.soft(await rowsOf(key), what).toEqual(expected);
});
