import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { giftCardsAddUp, storeCreditAddsUp } from "@/dev/drill/laws-of-money";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import type { Currency } from "@/lib/core/money";
import { inTransaction } from "@/lib/db/transaction";
import { changeStoreCredit } from "@/lib/payments/change-store-credit";
import { hashGiftCode, openGiftCode } from "@/lib/payments/gift-card";
import { listStoreCredit } from "@/lib/payments/list-store-credit";
import { toldHistoryOf } from "./history";
import { type MailCreditWish, mailCredit } from "./mail-credit";
import { oweRefund } from "./owe-refund";
import { readOrder } from "./read-order";

const database = useDatabase({ poolMax: 12 });
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const later = new Date(noon.getTime() + 3_600_000);
const secret = "a secret of the tests, long enough to be one";
const operator = () => ({ merchantId: world.merchantId, staffId: newId(), operator: true });

type Ref = { customerId: string; orderId: string };

/** One more order of the same customer's. */
async function orderedAgain({ customerId, orderId }: Ref, email = "mara@example.com"): Promise<Ref> {
  const { shipTo: _, ...row } = await database.db.order.findUniqueOrThrow({
    where: { customerId_orderId: { customerId, orderId } },
  });
  const other = { customerId, orderId: newId() };
  const data = { ...row, ...other, email, number: `CW-${other.orderId}`, idempotencyKey: newId(), shipTo: {} };
  await database.db.order.create({ data });
  return other;
}

/** An order whose buyer was given some of the money back as store credit. */
async function ordered(given = 0): Promise<Ref> {
  const { db } = database;
  const { customerId, orderId } = await makeSettledOrder(db, [await makeProduct(db, world)]);
  const refund = { amount: given, reason: "returned", actor: "clock", to: "store_credit" } as const;
  if (given > 0) await inTransaction(db, (tx) => oweRefund(tx, { customerId, orderId }, refund, later));
  return { customerId, orderId };
}

const give = ({ customerId }: Ref, delta: number, currency: Currency) =>
  inTransaction(database.db, (tx) =>
    changeStoreCredit(tx, { customerId, currency, delta, reason: "goodwill", actor: "clock" }, later),
  );

const send = ({ customerId, orderId }: Ref, more: Partial<MailCreditWish> = {}) =>
  mailCredit(
    database.db,
    { customerId, orderId, sendingId: newId(), reason: "buyer_asked", by: "shopper", ...more },
    { secret },
    later,
  );

const cardsOf = ({ orderId }: Ref) =>
  database.db.giftCard.findMany({
    where: { entries: { some: { orderId, reason: "store_credit" } } },
    include: { entries: true },
    orderBy: { currency: "asc" },
  });

const mailed = async (codeHash: string) => {
  const rows = await database.db.$queryRaw`
    select payload from graphile_worker._private_jobs where key = ${`mail.gift-card:${codeHash}`}`;
  const payload = z.object({ codeHash: z.string(), sealedCode: z.string(), locale: z.string() });
  return z.array(z.object({ payload })).parse(rows);
};

async function expectBooksWhole(): Promise<void> {
  expect((await storeCreditAddsUp(database)).differences).toEqual([]);
  expect((await giftCardsAddUp(database)).differences).toEqual([]);
}

describe("store credit sent as a gift card", () => {
  test("leaves the credit, is on a card of as much and mailed to the order's address, and stands in its history", async () => {
    const order = await ordered(1_500);
    expect(await send(order)).toEqual({ ok: true, value: [{ amount: 1_500, currency: "USD" }] });
    expect(await listStoreCredit(database.db, order.customerId)).toEqual([]);
    const [card] = await cardsOf(order);
    expect(card).toMatchObject({ currency: "USD", initialAmount: 1_500, balance: 1_500, email: "mara@example.com" });
    const [job, ...others] = await mailed(card?.codeHash ?? "");
    expect(others).toEqual([]);
    expect(job?.payload.locale).toBe("en-US");
    expect(hashGiftCode(openGiftCode(job?.payload.sealedCode ?? "", secret), secret)).toBe(card?.codeHash);
    const told = toldHistoryOf((await readOrder(database.db, order))?.events ?? []).at(-1);
    expect(told).toMatchObject({ type: "credit_mailed", actor: "shopper" });
    expect(told?.detail).toMatchObject({ amount: 1_500, currency: "USD", reason: "buyer_asked" });
    await expectBooksWhole();
  });

  test("is one card for each currency", async () => {
    const order = await ordered(1_500);
    await give(order, 800, "JPY");
    expect(await send(order)).toMatchObject({ ok: true });
    expect(await cardsOf(order)).toMatchObject([
      { currency: "JPY", balance: 800 },
      { currency: "USD", balance: 1_500 },
    ]);
    const last = (await readOrder(database.db, order))?.events.slice(-2) ?? [];
    expect(toldHistoryOf(last).map(({ detail }) => detail.currency)).toEqual(["JPY", "USD"]);
    await expectBooksWhole();
  });

  test("is one card, however often and at once it is pressed", async () => {
    const order = await ordered(1_500);
    const sendingId = newId();
    const presses = [...Array.from({ length: 4 }, () => ({ sendingId })), {}, { by: operator() }];
    const outcomes = await Promise.all(presses.map((more) => send(order, more)));
    expect(outcomes.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    expect(await cardsOf(order)).toHaveLength(1);
    await expectBooksWhole();
  });

  test("is sent once by the form's own key, though more credit has come since", async () => {
    const order = await ordered(1_500);
    const sendingId = newId();
    const first = await send(order, { sendingId });
    await give(order, 300, "USD");
    expect(await send(order, { sendingId })).toEqual(first);
    expect(await cardsOf(order)).toHaveLength(1);
    expect(await listStoreCredit(database.db, order.customerId)).toEqual([{ amount: 300, currency: "USD" }]);
  });

  test("is one card when it is sent from two of the customer's orders at once", async () => {
    const order = await ordered(1_500);
    const other = await orderedAgain(order);
    const outcomes = await Promise.all([send(order), send(other)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ error: { code: "nothing_left" } });
    expect([...(await cardsOf(order)), ...(await cardsOf(other))]).toHaveLength(1);
    await expectBooksWhole();
  });

  test("is not the buyer's to send where the browser has ordered for another address: the link may be another's", async () => {
    const order = await ordered(1_500);
    const other = await orderedAgain(order, "friend@example.com");
    const refused = { ok: false, error: { code: "other_address" } };
    expect(await send(other)).toEqual(refused);
    expect(await send(order)).toEqual(refused);
    expect(await cardsOf(other)).toEqual([]);
    expect(await send(order, { by: operator() })).toMatchObject({ ok: true });
    expect(await cardsOf(order)).toMatchObject([{ email: "mara@example.com", balance: 1_500 }]);
  });

  test("is nothing where there is none", async () => {
    const order = await ordered();
    expect(await send(order)).toEqual({ ok: false, error: { code: "nothing_left" } });
    expect(await cardsOf(order)).toEqual([]);
  });

  test("is sent by who runs the shop, with a reason of their own in history and audit", async () => {
    const order = await ordered(1_500);
    const by = operator();
    expect(await send(order, { by, reason: "Lost her phone" })).toMatchObject({ ok: true });
    const event = (await readOrder(database.db, order))?.events.at(-1);
    expect(event).toMatchObject({ actor: `staff:${by.staffId}`, data: { reason: "Lost her phone" } });
    expect(await database.db.auditEntry.findMany({ where: { staffId: by.staffId } })).toMatchObject([
      { merchantId: world.merchantId, action: "credit.mail", subject: order.orderId },
    ]);
  });

  test("is not another's to send: no clerk's, no operator's of a house without a part, no buyer's of another order", async () => {
    const order = await ordered(1_500);
    const elsewhere = await makeWorld(database.db);
    const clerk = { ...operator(), operator: false };
    const stranger = { ...operator(), merchantId: elsewhere.merchantId };
    const notFound = { ok: false, error: { code: "not_found" } };
    expect(await send(order, { by: clerk })).toEqual(notFound);
    expect(await send(order, { by: stranger })).toEqual(notFound);
    expect(await send({ customerId: newId(), orderId: order.orderId })).toEqual(notFound);
    expect(await send({ customerId: order.customerId, orderId: newId() })).toEqual(notFound);
    const other = await ordered();
    expect(await send(other)).toMatchObject({ error: { code: "nothing_left" } });
    expect(await cardsOf(order)).toEqual([]);
    expect(await listStoreCredit(database.db, order.customerId)).toEqual([{ amount: 1_500, currency: "USD" }]);
  });
});
