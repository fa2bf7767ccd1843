import { type FixtureVariant, makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { days } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { addLocation } from "@/lib/inventory/add-location";
import { type StockRules, setStockRules } from "@/lib/inventory/set-stock-rules";
import { newWebhookSecret } from "@/lib/notifications/webhook";
import { sealSecret } from "@/lib/notifications/webhook-secret";
import { changeStoreCredit } from "@/lib/payments/change-store-credit";
import { issueGiftCard } from "@/lib/payments/issue-gift-card";
import { indexProducts } from "@/lib/search/index-products";

/** What there is to buy, and with what: made before the storm, and never added to. */
export interface DrillWorld {
  /** More of each than anybody asks for. */
  ordinary: FixtureVariant[];
  /** A few of each. */
  scarce: FixtureVariant[];
  /** One SKU over many rows that everybody wants, and too few of it. */
  hot: FixtureVariant;
  /** At most two for each customer. */
  limited: FixtureVariant;
  /** Sold before it is there, from two locations. */
  ahead: FixtureVariant;
  /** Sold behind a waiting room, one a customer. */
  drop: FixtureVariant & { merchantId: string; units: number };
  /** The first merchant's places: scarce variants lie at home and in the annexe, in the loft nothing but what is awaited. */
  warehouse: { merchantId: string; annexeId: string; loftId: string; shared: FixtureVariant[] };
  /** Customers who order often and at once, some with store credit. */
  regulars: string[];
  giftCards: Record<"USD" | "JPY", string[]>;
}

/** Of a shop that lives for some minutes. */
export const drillSecret = "a secret for the drill, and for the drill only";

const staffId = "01900000-0000-7000-8000-000000000001";

interface Setting {
  /** Where the first merchant is told of everything; `authSecret`: of the processes that tell. */
  endpoint: { url: string; authSecret: string };
  productsEach?: number;
}

/** Two merchants who take money at once, one with a second warehouse, and one who takes it when parcels leave. */
export async function makeDrillWorld(
  db: Db,
  attempts: number,
  now: Date,
  { endpoint, productsEach = 12 }: Setting,
): Promise<DrillWorld> {
  const [first, second, patient] = [await makeWorld(db), await makeWorld(db), await makeWorld(db)];
  await db.merchant.update({ where: { merchantId: patient.merchantId }, data: { captureMode: "on_shipment" } });
  await db.merchant.updateMany({ data: { alertEmail: "desk@example.com" } });
  await openEndpoint(db, first.merchantId, endpoint, now);
  const ordinary: FixtureVariant[] = [];
  const scarce: FixtureVariant[] = [];
  for (const world of [first, second, patient]) {
    for (let nth = 0; nth < productsEach; nth += 1)
      ordinary.push(
        await makeProduct(db, world, { title: `Teapot ${nth}`, onHand: attempts * 3, prices: pricesOf(nth) }),
      );
    for (let nth = 0; nth < 3; nth += 1)
      scarce.push(
        await makeProduct(db, world, {
          title: `Rare teapot ${nth}`,
          onHand: Math.ceil(attempts / 100),
          prices: pricesOf(nth),
        }),
      );
  }
  const shared = scarce.slice(0, 3);
  for (const variant of shared) await openWarehouse(db, first.merchantId, variant, 3, now);
  const hot = await makeProduct(db, second, {
    title: "The teapot",
    onHand: Math.ceil(attempts / 12),
    prices: pricesOf(1),
  });
  await rule(db, second.merchantId, hot, { stripes: 16 }, now);
  const limited = await makeProduct(db, second, { title: "Two of each", onHand: attempts * 3, prices: pricesOf(2) });
  await rule(db, second.merchantId, limited, { perCustomerMax: 2 }, now);
  const ahead = await makeProduct(db, first, { title: "The next teapot", onHand: 2, prices: pricesOf(3) });
  const loftId = await openLoft(db, first.merchantId, ahead, now);
  const shipsFrom = new Date(now.getTime() + days(30));
  // Fewer from one location than are wanted in all: the other one sells as well.
  const oversellMax = Math.max(4, Math.ceil(attempts / 30));
  const awaited = { stockPolicy: "backorder", oversellMax, shipsFrom } as const;
  await rule(db, first.merchantId, ahead, awaited, now);
  const units = Math.min(Math.max(Math.ceil(attempts / 100), 4), 25);
  const drop = await makeProduct(db, second, { title: "The drop", onHand: units, prices: pricesOf(4) });
  await rule(db, second.merchantId, drop, { perCustomerMax: 1 }, now);
  const made = [...ordinary, ...scarce, hot, limited, ahead, drop].map(({ productId }) => productId);
  await inTransaction(db, (tx) => indexProducts(tx, made));
  const { merchantId } = first;
  return {
    ...{ ordinary, scarce, hot, limited, ahead },
    drop: { ...drop, merchantId: second.merchantId, units },
    warehouse: { merchantId, annexeId: annexeOf(merchantId), loftId, shared },
    regulars: await makeRegulars(db, now),
    giftCards: {
      USD: await makeGiftCards(db, now, "USD", [4_000, 15_000, 15_000, 60_000, 60_000, 250_000]),
      JPY: await makeGiftCards(db, now, "JPY", [3_000, 12_000, 60_000]),
    },
  };
}

async function rule(db: Db, merchantId: string, variant: FixtureVariant, more: Partial<StockRules>, now: Date) {
  const none = { oversellMax: 0, shipsFrom: null, lowStockAt: null, perCustomerMax: null, stripes: 1 };
  const rules = { stockPolicy: "deny", ...none, ...more } as const;
  const ruled = await setStockRules(db, { merchantId, staffId, now }, variant, rules);
  if (!ruled.ok) throw new Error(ruled.error.code);
}

/** A place that a variant may be sold ahead from. */
async function openLoft(db: Db, merchantId: string, variant: FixtureVariant, now: Date): Promise<string> {
  const address = { line1: "Am Kai 4", line2: "", postalCode: "28195", city: "Bremen", state: "", country: "DE" };
  const added = await addLocation(db, { merchantId, staffId, now }, { name: "Loft", ...address });
  if (!added.ok) throw new Error(added.error.code);
  const { locationId } = added.value;
  await db.stockLevel.create({ data: { ...variant, locationId, onHand: 0, updatedAt: now } });
  return locationId;
}

/** In dollars, and in yen for those who pay at a till. None is round: tax and parts of a line have cents to lose. */
const pricesOf = (nth: number) => ({ USD: 6_399 - nth * 138, JPY: 6_401 - nth * 114 });

const annexeOf = (merchantId: string): string => `${merchantId.slice(0, -1)}${merchantId.endsWith("0") ? "1" : "0"}`;

async function openEndpoint(db: Db, merchantId: string, { url, authSecret }: Setting["endpoint"], now: Date) {
  const secret = sealSecret(newWebhookSecret(), authSecret);
  await db.webhookEndpoint.create({
    data: { merchantId, endpointId: newId(), url, secret, types: [], createdAt: now },
  });
}

async function openWarehouse(db: Db, merchantId: string, variant: FixtureVariant, onHand: number, now: Date) {
  const locationId = annexeOf(merchantId);
  const address = { line1: "Am Kai 4", postalCode: "28195", city: "Bremen", country: "DE" };
  const location = { merchantId, locationId, name: "Annexe", ...address, position: 1, createdAt: now };
  await db.location.createMany({ data: [location], skipDuplicates: true });
  await db.stockLevel.create({ data: { ...variant, locationId, onHand, updatedAt: now } });
  const entry = {
    ...variant,
    locationId,
    change: "received" as const,
    onHandDelta: onHand,
    heldDelta: 0,
    soldDelta: 0,
  };
  await db.stockLedger.create({ data: { ...entry, entryId: newId(), actor: "drill", at: now } });
}

async function makeRegulars(db: Db, now: Date): Promise<string[]> {
  const regulars = Array.from({ length: 12 }, () => newId());
  await db.customer.createMany({
    data: regulars.map((customerId) => ({ customerId, locale: "en-US", createdAt: now })),
  });
  for (const customerId of regulars.slice(0, 8)) {
    const gift = { customerId, currency: "USD", delta: 90_000, reason: "goodwill", actor: `staff:${staffId}` };
    await inTransaction(db, (tx) => changeStoreCredit(tx, gift, now));
  }
  return regulars;
}

/** Each is known to everybody: many try to spend the same money. */
async function makeGiftCards(
  db: Db,
  now: Date,
  currency: "USD" | "JPY",
  amounts: readonly number[],
): Promise<string[]> {
  const cards: string[] = [];
  for (const amount of amounts) {
    const wish = { cardId: newId(), amount, currency, email: null, locale: "en-US", expiresAt: null } as const;
    const { codeHash } = await issueGiftCard(db, { ...wish, actor: `staff:${staffId}` }, { secret: drillSecret }, now);
    cards.push(codeHash);
  }
  return cards;
}
