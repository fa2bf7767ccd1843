import { beforeAll, expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { cancelLines } from "./cancel-lines";
import { historyOf, toldHistoryOf } from "./history";
import { readOrder } from "./read-order";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const eventsOf = async (order: { customerId: string; orderId: string }) =>
  (await readOrder(database.db, order))?.events ?? [];

test("an order whose money is only set aside is confirmed by that, and not called paid", async () => {
  const { db } = database;
  const authorizedUntil = new Date(noon.getTime() + 7 * 24 * 3_600_000);
  const order = await makeSettledOrder(db, [await makeProduct(db, world)], { authorizedUntil });
  const events = await eventsOf(order);
  for (const history of [historyOf(events), toldHistoryOf(events)])
    expect(history.map(({ type }) => type).slice(-2)).toEqual(["payment_authorized", "confirmed"]);
  const late = events.map((event) => (event.type === "paid" ? { ...event, type: "paid_late" } : event));
  expect(historyOf(late).at(-1)?.type).toBe("confirmed_late");
});

test("an order whose money was taken is called paid", async () => {
  const { db } = database;
  const order = await makeSettledOrder(db, [await makeProduct(db, world)]);
  expect(historyOf(await eventsOf(order)).at(-1)?.type).toBe("paid");
});

test("what befalls an order stands in its history before what becomes of its money", async () => {
  const { db } = database;
  const order = await makeSettledOrder(db, [await makeProduct(db, world)]);
  const { customerId, orderId } = order;
  const wish = {
    customerId,
    orderId,
    cancellationId: newId(),
    lines: "all",
    reason: "other",
    actor: "shopper",
  } as const;
  await cancelLines(db, wish, noon);
  const told = ["lines_cancelled", "cancelled", "refund_due"];
  const types = (await eventsOf(order)).map(({ type }) => type);
  expect(types.filter((type) => told.includes(type))).toEqual(told);
});
