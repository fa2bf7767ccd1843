import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { historyTells } from "@/dev/drill/laws-of-history";
import {
  booksAgree,
  giftCardsAddUp,
  ordersHaveMoney,
  refundsAddUp,
  storeCreditAddsUp,
} from "@/dev/drill/laws-of-money";
import { totalsAddUp } from "@/dev/drill/laws-of-orders";
import { keptIsStoodFor, nothingKeptInVain } from "@/dev/drill/laws-of-what-is-kept";
import { readOutside } from "@/dev/drill/outside";
import { formOf } from "@/dev/testing/buyer";
import { makeCaptureWorlds, makeProduct, makeVariant, type World } from "@/dev/testing/fixtures";
import { holdsFor, modelTimeout } from "@/dev/testing/model";
import { findStockDrift } from "@/dev/testing/order-audit";
import { type PaymentDay, startPaymentDay } from "@/dev/testing/payment-day";
import { useDatabase } from "@/dev/testing/use-database";
import { addLine } from "@/lib/cart/change-cart";
import { placeOrder } from "@/lib/checkout/place-order";
import { quoteCheckout } from "@/lib/checkout/quote-checkout";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { changeStoreCredit } from "@/lib/payments/change-store-credit";
import { issueGiftCard } from "@/lib/payments/issue-gift-card";
import { cancelLines } from "./cancel-lines";
import { invoiceOf } from "./invoice";
import { readOrder } from "./read-order";
import { readRefundable } from "./read-refundable";
import { allThatIsLeft } from "./refund";
import { refundOrder } from "./refund-order";
import { approveReturn } from "./returns/approve-return";
import { exchangeReturn } from "./returns/exchange-return";
import { inspectReturn } from "./returns/inspect-return";
import { receiveReturn } from "./returns/receive-return";
import { refundReturn } from "./returns/refund-return";
import { requestReturn } from "./returns/request-return";
import type { Resolution } from "./returns/return";

/**
 * Carts of every market, paid by gift card, store credit and card together, at once or as parcels leave; then sent, called
 * off, given back, returned and exchanged in any order. Whatever became of one, the drill's laws of money hold: what the
 * page showed, the order, the provider and the invoice say are one number, and each tender gets no more than it gave.
 */
const database = useDatabase();
let day: PaymentDay;
let worlds: { at_once: World; on_shipment: World };
beforeAll(async () => {
  day = await startPaymentDay(database.db);
  worlds = await makeCaptureWorlds(database.db);
});
afterAll(() => day.close());

const operatorId = "01900000-0000-7000-8000-000000000001";

const carts = fc.record({
  locale: fc.constantFrom<Locale>("en-US", "en-GB", "de-DE", "ja-JP"),
  mode: fc.constantFrom("at_once" as const, "on_shipment" as const),
  lines: fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 4 }),
      price: fc.integer({ min: 101, max: 4_999 }),
      taxClass: fc.constantFrom("standard", "standard", "food"),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  /** In thousandths of what the goods cost. */
  giftCard: fc.constantFrom(0, 0, 333, 1_500),
  storeCredit: fc.constantFrom(0, 0, 271, 1_500),
});
type Cart = typeof carts extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const ways = fc.array(
  fc.record({
    how: fc.constantFrom("ship", "ship", "call off", "refund", "shipping", "return", "return", "jobs"),
    line: fc.nat(2),
    units: fc.integer({ min: 1, max: 3 }),
    resolution: fc.constantFrom<Resolution>("refund", "store_credit", "exchange"),
    fit: fc.boolean(),
  }),
  { maxLength: 9 },
);
type Way = typeof ways extends fc.Arbitrary<(infer Drawn)[]> ? Drawn : never;

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

async function buy({ locale, mode, lines, giftCard, storeCredit }: Cart) {
  const { db } = database;
  const market = requireMarket(locale);
  const { currency } = market;
  const customerId = newId();
  const goods = sum(lines.map(({ quantity, price }) => quantity * price));
  const cheaper = new Map<string, string>();
  for (const { quantity, price, taxClass } of lines) {
    const variant = await makeProduct(db, worlds[mode], { onHand: 9, prices: { [currency]: price }, taxClass });
    const other = await makeVariant(db, worlds[mode], variant, { prices: { [currency]: price - 40 } });
    cheaper.set(variant.variantId, other.variantId);
    await addLine(db, { customerId, ...variant, quantity }, market, day.now());
  }
  const amountOf = (thousandths: number) => Math.ceil((goods * thousandths) / 1_000);
  const actor = `staff:${operatorId}` as const;
  if (storeCredit > 0) {
    const gift = { customerId, currency, delta: amountOf(storeCredit), reason: "goodwill", actor };
    await inTransaction(db, (tx) => changeStoreCredit(tx, gift, day.now()));
  }
  const card = { cardId: newId(), amount: amountOf(giftCard), currency, email: null, locale, expiresAt: null, actor };
  const codeHash =
    giftCard > 0 ? (await issueGiftCard(db, card, { secret: "a secret of the tests" }, day.now())).codeHash : null;
  const credit = { codeHash, useStoreCredit: storeCredit > 0 };
  const state = market.region === "US" ? "CA" : undefined;
  const quote = await quoteCheckout(db, { customerId, market, state, credit }, day.now());
  const shown = quote?.totals.totalAmount ?? 0;
  const expectedCredit = quote?.credit.amount ?? 0;
  const form = formOf(locale, shown, { expectedCredit, useStoreCredit: credit.useStoreCredit });
  const placed = await placeOrder(db, { customerId, market, form, giftCard: codeHash }, day.now());
  if (!placed.ok) throw new Error(placed.error.code);
  const url = await day.open(placed.value);
  if (url) await day.payByCard(url);
  await day.tellNew();
  await cutFulfilments(db, placed.value, day.now());
  return { key: placed.value, merchantId: worlds[mode].merchantId, cheaper, shown, byCard: shown - expectedCredit };
}
type Bought = Awaited<ReturnType<typeof buy>>;

/** One of many ways to change it; what can't be any more is refused, and that is as well. */
async function change({ key, merchantId, cheaper }: Bought, way: Way): Promise<void> {
  const { db } = database;
  const order = await readOrder(db, key);
  const line = order?.lines[way.line % order.lines.length];
  if (!order || !line) return;
  const staff = { merchantId, staffId: operatorId, operator: true };
  const lines = [{ lineId: line.lineId, quantity: way.units }];
  const refund = (choice: { lines: typeof lines; shippingAmount: number }) =>
    refundOrder(db, staff, { ...key, refundId: newId(), choice, reason: "damaged", note: "" }, day.now());
  if (way.how === "jobs") {
    await day.runJobs();
    await day.tellNew();
  }
  if (way.how === "ship") {
    const part = await db.fulfilment.findFirstOrThrow({ where: { merchantId, orderId: key.orderId } });
    const parcel = { fulfilmentId: part.fulfilmentId, shipmentId: newId(), carrier: "dhl" as const, tracking: "1Z" };
    await shipFulfilment(db, staff, { ...parcel, lines }, day.now());
  }
  if (way.how === "call off") {
    const wish = { ...key, cancellationId: newId(), lines, reason: "out_of_stock", merchantId };
    await cancelLines(db, { ...wish, actor: `staff:${operatorId}` }, day.now());
  }
  if (way.how === "refund") await refund({ lines, shippingAmount: 0 });
  if (way.how === "shipping") await refund({ lines: [], shippingAmount: way.units * 97 });
  if (way.how !== "return") return;
  const returnId = newId();
  const exchangeVariantId = cheaper.get(line.variantId) ?? "";
  const asked = lines.map((each) => ({ ...each, reason: "damaged" as const, exchangeVariantId }));
  const { resolution } = way;
  const requested = await requestReturn(db, { ...key, returnId, resolution, comment: "", lines: asked }, day.now());
  if (!requested.ok) return;
  await approveReturn(db, staff, { returnId }, day.now());
  await receiveReturn(db, staff, { returnId }, day.now());
  const accepted = lines.map((each) => ({
    lineId: each.lineId,
    accepted: each.quantity,
    restock: way.fit ? each.quantity : 0,
  }));
  await inspectReturn(db, staff, { returnId, lines: accepted }, day.now());
  const settle = async () =>
    (await exchangeReturn(db, staff, { returnId }, day.now())).ok ||
    (await refundReturn(db, staff, { returnId }, day.now())).ok;
  if (await settle()) return;
  // Its money is set aside, and has to be taken first.
  await day.runJobs();
  await day.tellNew();
  expect(await settle()).toBe(true);
}

async function rest(): Promise<void> {
  for (;;) {
    await day.tellNew();
    if ((await day.runJobs()).length === 0) return;
  }
}

/** What the shop itself says it has kept, by each tender. */
async function keptOf({ key }: Bought) {
  const { db } = database;
  const [order, refundable] = [await readOrder(db, key), await readRefundable(db, key)];
  if (!order?.payment || !refundable) throw new Error("the order is there");
  const credits = await db.orderCredit.findMany({ where: key });
  const given = sum(credits.map(({ amount }) => amount)) + order.payment.capturedAmount;
  const back = sum(order.refunds.map(({ amount }) => amount));
  return { order, refundable, kept: given - back, invoice: invoiceOf(order, refundable) };
}

async function checkInvoice(bought: Bought): Promise<void> {
  const { order, kept, invoice } = await keptOf(bought);
  expect(order.totalAmount).toBe(bought.shown);
  expect(order.payment?.amount).toBe(bought.byCard);
  expect(sum(invoice.taxes.map(({ taxAmount }) => taxAmount))).toBe(order.taxAmount);
  expect(invoice.taxes.every(({ taxAmount, netTaxAmount }) => netTaxAmount >= 0 && netTaxAmount <= taxAmount)).toBe(
    true,
  );
  if (order.payment?.status !== "authorized") expect(invoice.netAmount).toBe(kept);
}

test(
  "whatever pays for an order and whatever becomes of it, each tender gets back what it gave, and no number differs",
  async () => {
    const { db } = database;
    const outside = () =>
      readOutside(async (name) => (await fetch(`${day.url}/sandbox/${name}`)).json(), { messageIds: [], eventIds: [] });
    await holdsFor(
      fc.asyncProperty(carts, ways, async (cart, taking) => {
        const bought = await buy(cart);
        for (const way of taking) await change(bought, way);
        await rest();
        await checkInvoice(bought);
        const { refundable } = await keptOf(bought);
        const staff = { merchantId: bought.merchantId, staffId: operatorId, operator: true };
        const all = { choice: allThatIsLeft(refundable), reason: "damaged", note: "" };
        const last = await refundOrder(db, staff, { ...bought.key, refundId: newId(), ...all }, day.now());
        await rest();
        const { kept, order } = await keptOf(bought);
        if (last.ok || order.status === "cancelled") expect(kept).toBe(0);
        await checkInvoice(bought);
        const books = { db, outside: await outside(), attempts: [], room: null, vouchersInVain: [] };
        const laws = [booksAgree, ordersHaveMoney, refundsAddUp, nothingKeptInVain, keptIsStoodFor, giftCardsAddUp];
        for (const law of [...laws, storeCreditAddsUp, totalsAddUp, historyTells])
          expect((await law(books)).differences, law.name).toEqual([]);
        expect(await findStockDrift(db)).toEqual([]);
      }),
      20,
    );
  },
  modelTimeout,
);
