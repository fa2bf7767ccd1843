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
