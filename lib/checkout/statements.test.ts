import { describe, expect, test } from "vitest";
import { makeBuyer, noon } from "@/dev/testing/buyer";
import { statementsOf } from "@/dev/testing/count-statements";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { payOrder } from "@/dev/testing/pay-order";
import { useDatabase } from "@/dev/testing/use-database";
import { readOrder } from "@/lib/orders/read-order";
import { placeOrder } from "./place-order";

const database = useDatabase();

describe("what an order costs the database", () => {
  test("an order of two lines takes at most 30 statements from the cart to paid, BEGIN and COMMIT counted", async () => {
    const { db } = database;
    const world = await makeWorld(db);
    const variants = [await makeProduct(db, world), await makeProduct(db, world)];
    const order = async () => {
      const placed = await placeOrder(db, await makeBuyer(db, variants), noon);
      if (!placed.ok) throw new Error(placed.error.code);
      return placed.value;
    };
    // Rates, names and locations are read once a process.
    await payOrder(db, await order());

    const buyer = await makeBuyer(db, variants);
    const placing = await statementsOf(() => placeOrder(db, buyer, noon));
    const placed = await db.order.findFirstOrThrow({ where: { customerId: buyer.customerId } });
    const paying = await statementsOf(() => payOrder(db, placed));

    expect((await readOrder(db, placed))?.status).toBe("paid");
    expect(placing[0]).toMatch(/^BEGIN/);
    expect(placing.length).toBeLessThanOrEqual(12);
    expect(placing.length + paying.length).toBeLessThanOrEqual(30);
  });
});
