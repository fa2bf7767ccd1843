import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { until } from "@/dev/testing/until";
import { useDatabase } from "@/dev/testing/use-database";
import { readOrder } from "@/lib/orders/read-order";
import { tryToOpen } from "./try-to-open";

const database = useDatabase();
let day: PaymentDay;
let world: World;
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  world = await makeWorld(database.db);
});
afterAll(() => day.close());

const match = "POST /v1/checkout/sessions";
const log = pino({ level: "silent" });

async function placed() {
  const order = await makeOrder(database.db, [await makeProduct(database.db, world)], "en-US", day.now());
  const payment = async () => (await readOrder(database.db, order))?.payment;
  const press = () => tryToOpen(database.db, day.provider, order, { log, now: day.now(), patienceMs: 300 });
  const pages = async () =>
    (await day.stripe.checkout.sessions.list({ limit: 100 })).data.filter(
      (page) => page.metadata?.orderId === order.orderId,
    );
  return { order, payment, press, pages };
}

describe("whoever pressed “Pay”", () => {
  test("is led to the payment page", async () => {
    const { press, payment } = await placed();
    expect(await press()).toBe((await payment())?.sessionUrl);
  });

  test("is not kept waiting by a Stripe that is slow, and the page that opens then is the order's one page", async () => {
    const { order, press, payment, pages } = await placed();
    await day.control("faults", { match, delayMs: 1_000 });
    const began = performance.now();
    expect(await press()).toBeNull();
    expect(performance.now() - began).toBeLessThan(900);
    expect(await payment()).toMatchObject({ status: "opening" });
    await until(async () => (await payment())?.status === "open", { seconds: 10 });
    expect(await day.open(order)).toBe((await payment())?.sessionUrl);
    expect(await pages()).toHaveLength(1);
  });

  test.each([
    { fails: "declines", fault: { status: 402, error: { type: "card_error", code: "card_declined" } } },
    { fails: "still works on the key", fault: { status: 409, error: { code: "idempotency_key_in_use" } } },
    { fails: "did it and broke off", fault: { status: 500, afterSuccess: true } },
    { fails: "answers with a proxy's page", fault: { page: "<html>Bad gateway</html>" } },
    { fails: "breaks off in the middle of its answer", fault: { cut: true } },
  ])("loses nothing where Stripe $fails: the next try opens the order's one page", async ({ fault }) => {
    const { order, press, payment, pages } = await placed();
    await day.control("faults", { match, ...fault });
    expect(await press()).toBeNull();
    expect(await payment()).toMatchObject({ status: "opening", sessionUrl: null });
    expect(await day.open(order)).toContain("/pay/");
    expect(await pages()).toHaveLength(1);
  });
});
