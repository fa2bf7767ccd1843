import { beforeAll, describe, expect, test } from "vitest";
import { makeOrder, noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { inTransaction } from "@/lib/db/transaction";
import { changeOrderStatus, changePaymentStatus } from "./change-status";
import { orderStatuses, orderTransitions, paymentStatuses, paymentTransitions } from "./order";

const database = useDatabase();
let order: { customerId: string; orderId: string };
beforeAll(async () => {
  const { db } = database;
  const placed = await makeOrder(db, [await makeProduct(db, await makeWorld(db))]);
  order = { customerId: placed.customerId, orderId: placed.orderId };
});

describe("an order's status changes as its table says, and no other way", () => {
  for (const from of orderStatuses) {
    for (const to of orderStatuses) {
      const allowed = orderTransitions[from].includes(to);
      test(`${from} → ${to}: ${allowed ? "allowed" : "refused"}`, async () => {
        const { db } = database;
        await db.order.updateMany({ where: order, data: { status: from } });
        expect(await inTransaction(db, (tx) => changeOrderStatus(tx, order, to, noon))).toBe(allowed);
        expect(
          (await db.order.findUniqueOrThrow({ where: { customerId_orderId: order }, select: { status: true } })).status,
        ).toBe(allowed ? to : from);
      });
    }
  }
});

describe("a payment's status changes as its table says, and no other way", () => {
  for (const from of paymentStatuses) {
    for (const to of paymentStatuses) {
      const allowed = paymentTransitions[from].includes(to);
      test(`${from} → ${to}: ${allowed ? "allowed" : "refused"}`, async () => {
        const { db } = database;
        await db.payment.updateMany({ where: order, data: { status: from } });
        expect(await inTransaction(db, (tx) => changePaymentStatus(tx, order, to, noon))).toBe(allowed);
        expect(
          (await db.payment.findUniqueOrThrow({ where: { customerId_orderId: order }, select: { status: true } }))
            .status,
        ).toBe(allowed ? to : from);
      });
    }
  }
});
