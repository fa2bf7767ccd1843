import { afterAll, beforeAll, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { cancelLines } from "../cancel-lines";
import { readOrder } from "../read-order";
import { recordDispute } from "../record-dispute";
import { reconcile } from "./reconcile";

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
});
afterAll(() => day.close());

/** Called off while a bank has the money. */
async function keptOrder() {
  const { db } = database;
  const order = await makeOrder(db, [await makeProduct(db, world)], "en-US", day.now());
  await day.pay(order);
  const { customerId, orderId, total: amount } = order;
  const disputeId = `du_${orderId}`;
  const at = { openedAt: day.now(), toldAt: day.now() };
  const facts = { disputeId, reason: "fraudulent", amount, currency: "USD", dueBy: null, ...at };
  await recordDispute(db, order, { ...facts, status: "needs_response" }, day.now());
  const wish = {
    customerId,
    orderId,
    cancellationId: newId(),
    lines: "all",
    reason: "other",
    actor: "shopper",
  } as const;
  expect(await cancelLines(db, wish, day.now())).toMatchObject({ ok: true, value: { withheld: amount } });
  return { customerId, orderId, disputeId, amount };
}

/** As a process writes it that gives nothing back by itself. */
const ended = ({ customerId, orderId, disputeId }: Awaited<ReturnType<typeof keptOrder>>, status: string) =>
  database.db.dispute.update({
    where: { customerId_orderId_disputeId: { customerId, orderId, disputeId } },
    data: { status, updatedAt: day.now() },
  });

const compared = async () => {
  await day.advance(15);
  return reconcile(database.db, day.provider, day.now());
};

test("what was kept until a bank had decided goes back once, though nobody gave it back when it did", async () => {
  const { db } = database;
  const order = await keptOrder();
  const lost = await keptOrder();
  expect(await compared()).toMatchObject({ givenBack: 0 });
  await ended(order, "won");
  await ended(lost, "lost");
  expect(await compared()).toMatchObject({ givenBack: 1 });
  expect(await compared()).toMatchObject({ givenBack: 0 });
  const { customerId, orderId, amount } = order;
  expect(await db.refund.findMany({ where: { customerId, orderId } })).toMatchObject([{ amount, status: "due" }]);
  const events = (await readOrder(db, order))?.events ?? [];
  expect(events.find(({ type, actor }) => type === "reconciled" && actor === "clock")?.data).toMatchObject({
    outcome: "given_back",
    amount,
  });
  expect(await db.refund.count({ where: { customerId: lost.customerId, orderId: lost.orderId } })).toBe(0);
});
