import Stripe from "stripe";
import { beforeAll, expect, test } from "vitest";
import { makeBuyer, noon } from "@/dev/testing/buyer";
import { type FixtureVariant, makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { addLine } from "@/lib/cart/change-cart";
import { newId } from "@/lib/core/ids";
import { setStockRules } from "@/lib/inventory/set-stock-rules";
import { lapseOrder } from "@/lib/orders/lapse-order";
import { stripePayments } from "@/lib/payments/stripe";
import { holdMs, placeOrder } from "./place-order";

const database = useDatabase({ poolMax: 12 });
/** No page was opened, so nobody at the provider is asked. */
const nobody = stripePayments(new Stripe("sk_test_nobody", { host: "127.0.0.1", port: 1, protocol: "http" }));
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

async function limit(variant: FixtureVariant, perCustomerMax: number | null, stripes = 1) {
  const staff = { merchantId: world.merchantId, staffId: newId(), now: noon };
  const rules = { stockPolicy: "deny", oversellMax: 0, shipsFrom: null, lowStockAt: null } as const;
  await setStockRules(database.db, staff, variant, { ...rules, perCustomerMax, stripes });
}

type Buyer = Awaited<ReturnType<typeof makeBuyer>>;

/** The same browser orders once more, under another address. */
async function orderAgain(buyer: Buyer, variant: FixtureVariant, email: string, quantity = 1) {
  await addLine(database.db, { customerId: buyer.customerId, ...variant, quantity }, buyer.market, noon);
  return order(buyer, email);
}

async function order(buyer: Buyer, email: string) {
  const form = { ...buyer.form, email, idempotencyKey: newId() };
  const first = await placeOrder(database.db, { ...buyer, form }, noon);
  if (first.ok || first.error.code !== "total_changed") return first;
  return placeOrder(database.db, { ...buyer, form: { ...form, expectedTotal: first.error.totalAmount } }, noon);
}

const told = (answer: Awaited<ReturnType<typeof order>>) => (answer.ok ? "ok" : answer.error.code);

test.each([1, 4])("one customer has what one may have, under however many addresses (%i rows)", async (stripes) => {
  const variant = await makeProduct(database.db, world, { onHand: 50 });
  await limit(variant, 2, stripes);
  const buyer = await makeBuyer(database.db, [variant]);
  expect(told(await order(buyer, "mara@example.com"))).toBe("ok");
  expect(told(await orderAgain(buyer, variant, "jonas@example.com"))).toBe("ok");
  expect(await orderAgain(buyer, variant, "a.third@example.com")).toMatchObject({
    ok: false,
    error: { code: "limit_reached", ...variant, max: 2 },
  });
});

test("ten orders at once under ten addresses are no way around it", async () => {
  const variant = await makeProduct(database.db, world, { onHand: 50 });
  await limit(variant, 1);
  const buyer = await makeBuyer(database.db, [variant]);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, nth) => orderAgain(buyer, variant, `mara.${nth}@example.com`).catch(() => null)),
  );
  expect(answers.filter((answer) => answer?.ok).length).toBeLessThanOrEqual(1);
  const held = await database.db.stockHold.aggregate({ where: variant, _sum: { quantity: true } });
  expect(held._sum.quantity ?? 0).toBeLessThanOrEqual(1);
});

test("what an order nobody paid gave back may be had again, and what was bought before the limit doesn't count", async () => {
  const variant = await makeProduct(database.db, world, { onHand: 50 });
  const buyer = await makeBuyer(database.db, [variant]);
  expect(told(await order(buyer, "mara@example.com"))).toBe("ok");
  await limit(variant, 1);
  const placed = await orderAgain(buyer, variant, "jonas@example.com");
  if (!placed.ok) throw new Error(placed.error.code);
  // Its line is in the cart again.
  expect(await lapseOrder(database.db, nobody, placed.value, new Date(noon.getTime() + holdMs))).toBe("lapsed");
  expect(told(await order(buyer, "a.third@example.com"))).toBe("ok");
  expect(told(await orderAgain(buyer, variant, "a.fourth@example.com"))).toBe("limit_reached");
});

test("what came back unfit of an order that counts makes room, and what came back of one before the limit makes none", async () => {
  const { db } = database;
  const variant = await makeProduct(db, world, { onHand: 50 });
  const buyer = await makeBuyer(db, [variant]);
  const before = await order(buyer, "mara@example.com");
  await limit(variant, 1);
  const counted = await orderAgain(buyer, variant, "jonas@example.com");
  if (!before.ok || !counted.ok) throw new Error("both are placed");
  await comesBackUnfit(before.value);
  expect(told(await orderAgain(buyer, variant, "a.third@example.com"))).toBe("limit_reached");
  await comesBackUnfit(counted.value);
  expect(told(await order(buyer, "a.third@example.com"))).toBe("ok");
});

/** As an inspection writes it down. */
async function comesBackUnfit({ customerId, orderId }: { customerId: string; orderId: string }) {
  const key = { customerId, orderId, returnId: newId() };
  const { lineId } = await database.db.orderLine.findFirstOrThrow({ where: { customerId, orderId } });
  await database.db.return.create({
    data: {
      ...{ ...key, merchantId: world.merchantId, number: key.returnId, status: "inspected", resolution: "refund" },
      ...{ comment: "", createdAt: noon, updatedAt: noon },
      lines: {
        create: { lineId, quantity: 1, reason: "damaged", acceptedQuantity: 1, restockQuantity: 0 },
      },
    },
    select: { returnId: true },
  });
}
