import { expect, it } from "vitest";
import { statementsOf } from "@/dev/testing/count-statements";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { forgetPlaces } from "@/lib/inventory/waiting-room/forget-places";
import { forgetDeliveries } from "./forget-deliveries";

const database = useDatabase();
const now = new Date("2026-06-01T03:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);

it("forgets old deliveries that were made or given up, and none that is still to be made", async () => {
  const { db } = database;
  const { merchantId } = await makeWorld(db);
  const endpointId = newId();
  await db.webhookEndpoint.create({
    data: { merchantId, endpointId, url: "https://shop.example/in", secret: "whsec_x", types: [], createdAt: now },
  });
  const deliveries = [
    ["delivered", 91],
    ["failed", 91],
    ["pending", 91],
    ["failed", 95],
    ["delivered", 89],
  ] as const;
  await db.webhookDelivery.createMany({
    data: deliveries.map(([status, days]) => ({
      merchantId,
      endpointId,
      eventId: newId(),
      type: "order.paid",
      payload: {},
      status,
      createdAt: daysAgo(days),
    })),
  });
  expect(await forgetDeliveries(db, now)).toBe(3);
  // From one that is never made, as the nights go by, there would be ever more hours to look through.
  const statements = await statementsOf(async () => expect(await forgetDeliveries(db, now)).toBe(0));
  expect(statements).toHaveLength(1);
});

it("forgets the places of drops that closed a month ago, and of no other", async () => {
  const { db } = database;
  const world = await makeWorld(db);
  const drops = [
    ["closed", 31],
    ["closed", 29],
    ["open", 60],
  ] as const;
  for (const [status, days] of drops) {
    const { productId } = await makeProduct(db, world);
    const key = { productId, dropId: newId() };
    await db.drop.create({ data: { ...key, status, opensAt: daysAgo(days + 1), updatedAt: daysAgo(days) } });
    await db.dropPlace.create({ data: { ...key, ticketId: newId(), joinedAt: daysAgo(days + 1) } });
  }
  expect(await forgetPlaces(db, now)).toBe(1);
  expect(await forgetPlaces(db, now)).toBe(0);
});
