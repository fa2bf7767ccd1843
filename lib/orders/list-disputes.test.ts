import { expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { cancelLines } from "./cancel-lines";
import { listDisputes } from "./list-disputes";
import { recordDispute } from "./record-dispute";

const database = useDatabase();

test("a dispute says what is kept back of its order, until the bank has decided", async () => {
  const { db } = database;
  const world = await makeWorld(db);
  const order = await makeSettledOrder(db, [await makeProduct(db, world)]);
  const { customerId, orderId, total } = order;
  const facts = {
    disputeId: "du_1",
    reason: "fraudulent",
    amount: total,
    currency: "USD",
    dueBy: noon,
    openedAt: noon,
  };
  const told = (status: string, minutes: number) =>
    recordDispute(db, order, { ...facts, status, toldAt: new Date(noon.getTime() + minutes * 60_000) }, noon);
  const withheld = async () => {
    const { rows } = await listDisputes(db, { merchantId: world.merchantId, after: null, pageSize: 5 });
    return rows[0]?.withheld;
  };
  await told("needs_response", 0);
  expect(await withheld()).toEqual({ amount: 0, currency: "USD" });
  const wish = {
    customerId,
    orderId,
    cancellationId: newId(),
    lines: "all",
    reason: "sold_out",
    actor: "shopper",
  } as const;
  await cancelLines(db, wish, noon);
  expect(await withheld()).toEqual({ amount: total, currency: "USD" });
  await told("won", 1);
  expect(await withheld()).toBeNull();
});

test("what is kept back of another merchant's part of an order is told that one and the shop, and nobody else", async () => {
  const { db } = database;
  const [ours, theirs] = [await makeWorld(db), await makeWorld(db)];
  const order = await makeSettledOrder(db, [await makeProduct(db, ours), await makeProduct(db, theirs)]);
  const { customerId, orderId, total } = order;
  const facts = { reason: "fraudulent", amount: total, currency: "USD", dueBy: noon, openedAt: noon, toldAt: noon };
  await recordDispute(db, order, { disputeId: "du_2", status: "needs_response", ...facts }, noon);
  const line = await db.orderLine.findFirstOrThrow({ where: { customerId, orderId, merchantId: theirs.merchantId } });
  const lines = [{ lineId: line.lineId, quantity: 1 }];
  const wish = { customerId, orderId, cancellationId: newId(), lines, reason: "other", actor: "shopper" } as const;
  const off = await cancelLines(db, wish, noon);
  const kept = off.ok ? off.value.withheld : 0;
  expect(kept).toBeGreaterThan(0);
  const told = async (merchantId?: string) =>
    (await listDisputes(db, { ...(merchantId ? { merchantId } : {}), after: null, pageSize: 1 })).rows[0]?.withheld;
  expect(await told(ours.merchantId)).toEqual({ amount: 0, currency: "USD" });
  for (const merchantId of [theirs.merchantId, undefined])
    expect(await told(merchantId)).toEqual({ amount: kept, currency: "USD" });
});
