import { afterAll, beforeAll, expect, test } from "vitest";
import { makeBuyer, makeOrder } from "@/dev/testing/buyer";
import { type FixtureVariant, makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { placeOrder } from "@/lib/checkout/place-order";
import { newId } from "@/lib/core/ids";
import { readOrder } from "./read-order";

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
});
afterAll(() => day.close());

const makeTeapot = () => makeProduct(database.db, world, { onHand: 2, prices: { JPY: 6_400 } });

const setStripes = ({ productId, variantId }: FixtureVariant, stripes: number) =>
  database.db.variant.update({
    where: { productId_variantId: { productId, variantId } },
    data: { stripes },
    select: { variantId: true },
  });

/** The page of an order, and the ways to pay on it. */
async function openPage(order: { customerId: string; orderId: string }) {
  const url = (await day.open(order)) ?? "";
  const sessionId = (await readOrder(database.db, order))?.payment?.sessionId ?? "";
  const { payment_method_types: offered } = await day.stripe.checkout.sessions.retrieve(sessionId);
  return { url, offered };
}

test("a page offers vouchers", async () => {
  const { offered } = await openPage(await makeOrder(database.db, [await makeTeapot()], "ja-JP", day.now()));
  expect(offered).toContain("konbini");
});

test("of what many buy at once it does not, even where the page is asked for again when nobody does any more", async () => {
  const variant = await makeTeapot();
  await setStripes(variant, 2);
  const order = await makeOrder(database.db, [variant], "ja-JP", day.now());
  const { url, offered } = await openPage(order);
  expect(offered).toEqual(["card", "sepa_debit"]);
  await day.payByVoucher(url);
  expect((await readOrder(database.db, order))?.payment?.status).toBe("open");

  await setStripes(variant, 1);
  await database.db.payment.updateMany({
    where: { customerId: order.customerId, orderId: order.orderId },
    data: { status: "opening", sessionId: null, sessionUrl: null },
  });
  expect(await openPage(order)).toEqual({ url, offered });
});

test.each(["scheduled", "open", "sold_out", "closed"] as const)(
  "of a drop only where it is over: %s",
  async (status) => {
    const variant = await makeTeapot();
    const { customerId, ...wish } = await makeBuyer(database.db, [variant], "ja-JP");
    const drop = { productId: variant.productId, dropId: newId() };
    const admitted = { ticketId: customerId, joinedAt: day.now(), admittedAt: day.now() };
    await database.db.drop.create({ data: { ...drop, status, opensAt: day.now(), updatedAt: day.now() } });
    await database.db.dropPlace.create({ data: { ...drop, ...admitted } });
    const placed = await placeOrder(database.db, { customerId, ...wish }, day.now());
    if (!placed.ok) throw new Error(placed.error.code);
    expect((await openPage(placed.value)).offered.includes("konbini")).toBe(status === "closed");
  },
);
