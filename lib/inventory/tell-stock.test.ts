import { beforeAll, describe, expect, it } from "vitest";
import { type FixtureVariant, makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { indexProduct } from "@/lib/search/index-product";
import { indexProducts } from "@/lib/search/index-products";
import { adjustStock } from "./adjust-stock";
import { holdStock } from "./hold-stock";
import { listStock } from "./list-stock";
import { noticeLowStock } from "./notice-low-stock";
import { notifyWatchers } from "./notify-watchers";
import { releaseHolds } from "./release-holds";
import { reserveStock } from "./reserve-stock";
import { returnStock } from "./return-stock";
import { sellHolds } from "./sell-holds";
import { setStockRules } from "./set-stock-rules";
import { unreserveStock } from "./unreserve-stock";
import { watchStock } from "./watch-stock";

const now = new Date("2026-11-22T08:00:00Z");
const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const jobsFor = async (name: string, variantId: string) => {
  const jobs = await database.db.$queryRaw<{ key: string }[]>`
    select key from graphile_worker.jobs where task_identifier = ${name} and key like ${`%${variantId}%`}`;
  return jobs.length;
};

async function buy(variant: FixtureVariant, quantity: number, at = now): Promise<void> {
  const sale = { orderId: newId(), lines: [{ ...variant, quantity }], actor: "test", now: at };
  await inTransaction(database.db, async (tx) => {
    await holdStock(tx, { ...sale, expiresAt: at });
    await sellHolds(tx, sale);
  });
}

const staffAt = (at: Date) => ({ merchantId: world.merchantId, staffId: newId(), now: at });
const limit = (variant: FixtureVariant, lowStockAt: number) =>
  database.db.variant.updateMany({ where: variant, data: { lowStockAt } });

/** A merchant with a threshold; five is what everyone begins with. */
async function makeSeller(lowStockAt: number): Promise<World> {
  const seller = await makeWorld(database.db);
  const { merchantId } = seller;
  if (lowStockAt !== 5) await database.db.merchant.update({ where: { merchantId }, data: { lowStockAt } });
  return seller;
}

describe("low stock", () => {
  it("is told in the sale that reaches the threshold, once for each dip, and again after stock came in", async () => {
    const variant = await makeProduct(database.db, world, { title: "Lamp", onHand: 10 });
    await limit(variant, 4);
    await buy(variant, 5);
    expect(await jobsFor("inventory.low-stock", variant.variantId)).toBe(0);
    await buy(variant, 1);
    expect(await jobsFor("inventory.low-stock", variant.variantId)).toBe(1);
    expect(await noticeLowStock(database.db, variant, now)).toBe("told");
    await buy(variant, 1);
    expect(await Promise.all([1, 2, 3].map(() => noticeLowStock(database.db, variant, now)))).toEqual(
      Array(3).fill("known"),
    );
    const later = new Date(now.getTime() + 60_000);
    await adjustStock(database.db, staffAt(later), { ...variant, onHand: { by: 20 }, reason: "delivery" });
    expect(await noticeLowStock(database.db, variant, later)).toBe("enough");
    await buy(variant, 20, later);
    expect(await noticeLowStock(database.db, variant, later)).toBe("told");
    const notices = await database.db.merchantNotice.findMany({
      where: { merchantId: world.merchantId, cause: { contains: variant.variantId } },
    });
    expect(notices.map(({ type, data }) => ({ type, data }))).toEqual([
      { type: "low_stock", data: expect.objectContaining({ ...variant, title: "Lamp", free: 4 }) },
      { type: "low_stock", data: expect.objectContaining({ ...variant, title: "Lamp", free: 3 }) },
    ]);
    expect(await jobsFor("mail.merchant", variant.variantId)).toBe(2);
  });

  it("is told of a variant without a threshold of its own at its merchant's, and at five where nobody set one", async () => {
    const told = async (merchant: World, onHand: number) => {
      const variant = await makeProduct(database.db, merchant, { onHand });
      const { merchantId } = merchant;
      const { productId } = variant;
      await database.db.merchantProduct.create({ data: { merchantId, handle: productId, productId } });
      await buy(variant, 1);
      const jobs = await jobsFor("inventory.low-stock", variant.variantId);
      const listed = await listStock(database.db, merchantId, { filter: "low" }, page);
      const low = listed.rows.some(({ variantId }) => variantId === variant.variantId);
      return { jobs, low, notice: await noticeLowStock(database.db, variant, now) };
    };
    const page = { language: "en", after: null, pageSize: 50 } as const;
    const yes = { jobs: 1, low: true, notice: "told" };
    const no = { jobs: 0, low: false, notice: "enough" };
    const [plain, careful] = [await makeSeller(5), await makeSeller(12)];
    expect(await told(plain, 7)).toEqual(no);
    expect(await told(plain, 6)).toEqual(yes);
    expect(await told(careful, 14)).toEqual(no);
    expect(await told(careful, 13)).toEqual(yes);
  });

  it("begins no new dip where a unit comes back and few are left all the same", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 6 });
    await limit(variant, 4);
    const at = (minute: number) => new Date(now.getTime() + minute * 60_000);
    const sale = { orderId: newId(), lines: [{ ...variant, quantity: 3 }], actor: "test", now: at(1) };
    await inTransaction(db, async (tx) => {
      await holdStock(tx, { ...sale, expiresAt: at(1) });
      await sellHolds(tx, sale);
    });
    expect(await noticeLowStock(db, variant, at(1))).toBe("told");
    const back = { ...sale, lines: [{ ...variant, quantity: 1 }], reason: "" as const, now: at(2) };
    await inTransaction(db, (tx) => returnStock(tx, back));
    await buy(variant, 1, at(3));
    expect(await noticeLowStock(db, variant, at(3))).toBe("known");
    await inTransaction(db, (tx) => returnStock(tx, { ...back, lines: [{ ...variant, quantity: 2 }], now: at(4) }));
    expect(await noticeLowStock(db, variant, at(4))).toBe("enough");
    await buy(variant, 2, at(5));
    expect(await noticeLowStock(db, variant, at(5))).toBe("told");
  });

  it("is not told while a variant may be sold ahead, but when that comes to its end", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 0 });
    const ahead = { stockPolicy: "preorder", oversellMax: 8, shipsFrom: now, lowStockAt: 2 } as const;
    await setStockRules(db, staffAt(now), variant, { ...ahead, perCustomerMax: null, stripes: 1 });
    await buy(variant, 5);
    expect(await jobsFor("inventory.low-stock", variant.variantId)).toBe(0);
    expect(await noticeLowStock(db, variant, now)).toBe("enough");
    await buy(variant, 2);
    expect(await jobsFor("inventory.low-stock", variant.variantId)).toBe(1);
    expect(await noticeLowStock(db, variant, now)).toBe("told");
    const where = { merchantId: world.merchantId, cause: { contains: variant.variantId } };
    expect(await db.merchantNotice.findMany({ where })).toMatchObject([{ data: { free: 1 } }]);
  });

  it("is told anew once other rules say what is few, or how many may be sold ahead", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 10 });
    const plain = { stockPolicy: "deny", oversellMax: 0, shipsFrom: null, perCustomerMax: null, stripes: 1 } as const;
    const look = () => noticeLowStock(db, variant, now);
    await limit(variant, 4);
    await buy(variant, 6);
    expect(await look()).toBe("told");
    await setStockRules(db, staffAt(now), variant, { ...plain, lowStockAt: 2 });
    expect(await look()).toBe("enough");
    await buy(variant, 2);
    expect(await look()).toBe("told");
    const ahead = { ...plain, stockPolicy: "backorder", oversellMax: 8, shipsFrom: now, lowStockAt: 2 } as const;
    await setStockRules(db, staffAt(now), variant, ahead);
    expect(await look()).toBe("enough");
    await buy(variant, 9);
    expect([await look(), await look()]).toEqual(["told", "known"]);
  });

  it("is known of a dip that began long ago, whatever was sold since", async () => {
    const variant = await makeProduct(database.db, world, { onHand: 10 });
    await limit(variant, 4);
    const [month, year] = [30, 365].map((days) => new Date(now.getTime() + days * 86_400_000));
    await buy(variant, 6, now);
    expect(await noticeLowStock(database.db, variant, now)).toBe("told");
    await buy(variant, 1, month);
    expect(await noticeLowStock(database.db, variant, month as Date)).toBe("known");
    await buy(variant, 1, year);
    expect(await noticeLowStock(database.db, variant, year as Date)).toBe("known");
  });

  it("is known of a dip that was told before the rules were in its name, until units come", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 2 });
    const at = (minute: number) => new Date(now.getTime() + minute * 60_000);
    await limit(variant, 4);
    const told = async (rise: string | null, minute: number) => {
      const cause = `low-stock:${variant.variantId}:${rise ?? "first"}`;
      const notice = { merchantId: world.merchantId, cause, type: "low_stock", data: { ...variant, free: 2 } };
      await db.merchantNotice.create({ data: { ...notice, createdAt: at(minute) } });
    };
    await told(null, 0);
    expect(await noticeLowStock(db, variant, at(0))).toBe("known");
    await adjustStock(db, staffAt(at(1)), { ...variant, onHand: { by: 20 }, reason: "delivery" });
    await buy(variant, 20, at(2));
    const rise = await db.stockLedger.findFirstOrThrow({ where: { ...variant, change: "adjusted" } });
    await told(rise.entryId, 3);
    expect(await noticeLowStock(db, variant, at(4))).toBe("known");
    await adjustStock(db, staffAt(at(5)), { ...variant, onHand: { by: 20 }, reason: "delivery" });
    await buy(variant, 20, at(6));
    expect([await noticeLowStock(db, variant, at(7)), await noticeLowStock(db, variant, at(7))]).toEqual([
      "told",
      "known",
    ]);
  });

  it("takes a delivery that comes while it looks for there or not there, never for half of it", async () => {
    const variant = await makeProduct(database.db, world, { onHand: 10 });
    await limit(variant, 4);
    await buy(variant, 6);
    expect(await noticeLowStock(database.db, variant, now)).toBe("told");
    const delivered = { ...variant, onHand: { by: 20 }, reason: "delivery", changeId: newId() };
    const interrupted = database.db.$extends({
      query: {
        $queryRaw: async ({ args, query }) => {
          const read = await query(args);
          await adjustStock(database.db, staffAt(now), delivered);
          return read;
        },
      },
    });
    expect(await noticeLowStock(interrupted as unknown as typeof database.db, variant, now)).not.toBe("told");
  });

  it.each([
    ["UTC", "2026-11-23T00:00:00Z"],
    ["Asia/Tokyo", "2026-11-22T15:00:00Z"],
  ])(
    "is mailed of twenty in a day of %s, then that there are more, and again the day after",
    async (zone, midnight) => {
      const { db } = database;
      const { merchantId, ...busy } = await makeSeller(5);
      const tomorrow = new Date(midnight);
      const tonight = new Date(tomorrow.getTime() - 1);
      const run = async (count: number, at: Date) => {
        for (let made = 0; made < count; made += 1)
          expect(
            await noticeLowStock(db, await makeProduct(db, { merchantId, ...busy }, { onHand: 1 }), at, zone),
          ).toBe("told");
      };
      const mails = () => jobsFor("mail.merchant", merchantId);
      await run(20, now);
      expect(await mails()).toBe(20);
      await run(3, tonight);
      expect(await mails()).toBe(21);
      const more = { merchantId, type: "low_stock_more" };
      expect(await db.merchantNotice.findMany({ where: more })).toMatchObject([{ data: { count: 20 } }]);
      expect(await db.merchantNotice.count({ where: { merchantId, type: "low_stock" } })).toBe(23);
      await run(1, tomorrow);
      expect(await mails()).toBe(22);
    },
  );

  it("told twice at once is written once", async () => {
    const variant = await makeProduct(database.db, world, { onHand: 1 });
    await limit(variant, 4);
    const answers = await Promise.all(Array.from({ length: 6 }, () => noticeLowStock(database.db, variant, now)));
    expect(answers.filter((answer) => answer === "told")).toHaveLength(1);
  });
});

describe("back in stock", () => {
  const watch = (variant: FixtureVariant, email: string) =>
    watchStock(database.db, { ...variant, email, locale: "de-DE" }, now);

  it("is told to everybody who waits, once, when units come in, and to nobody before", async () => {
    const variant = await makeProduct(database.db, world, { onHand: 0 });
    await Promise.all(["a@example.com", "A@Example.com ", "b@example.com"].map((email) => watch(variant, email)));
    expect(await notifyWatchers(database.db, variant, now)).toBe(0);
    await adjustStock(database.db, staffAt(now), { ...variant, onHand: { to: 2 }, reason: "" });
    expect(await jobsFor("inventory.back-in-stock", variant.variantId)).toBe(1);
    const told = await Promise.all(Array.from({ length: 4 }, () => notifyWatchers(database.db, variant, now)));
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(await jobsFor("mail.watch", variant.variantId)).toBe(2);
    await watch(variant, "a@example.com");
    expect(await notifyWatchers(database.db, variant, now)).toBe(1);
  });

  it("is told once the product is published again, where units came in while it was not", async () => {
    const { db } = database;
    const variant = await makeProduct(db, world, { onHand: 0 });
    const { productId, variantId } = variant;
    const publish = (status: "active" | "archived") => db.product.update({ where: { productId }, data: { status } });
    await watch(variant, "d@example.com");
    await publish("archived");
    await adjustStock(db, staffAt(now), { ...variant, onHand: { to: 2 }, reason: "" });
    expect(await notifyWatchers(db, variant, now)).toBe(0);
    await db.$executeRaw`select graphile_worker.remove_job(${`inventory.back-in-stock:${variantId}`})`;
    await indexProduct(db, productId);
    expect(await jobsFor("inventory.back-in-stock", variantId)).toBe(0);
    await publish("active");
    await indexProduct(db, productId);
    expect(await jobsFor("inventory.back-in-stock", variantId)).toBe(1);
    expect(await notifyWatchers(db, variant, now)).toBe(1);
    await db.$executeRaw`select graphile_worker.remove_job(${`inventory.back-in-stock:${variantId}`})`;
    await indexProduct(db, productId);
    expect(await jobsFor("inventory.back-in-stock", variantId)).toBe(0);
  });

  it("a look follows every watch, for stock that came in while it was written", async () => {
    const variant = await makeProduct(database.db, world, { onHand: 3 });
    await watch(variant, "c@example.com");
    expect(await jobsFor("inventory.back-in-stock", variant.variantId)).toBe(1);
  });

  it("nobody waits for what is not for sale", async () => {
    const variant = await makeProduct(database.db, world);
    expect(await watch({ ...variant, variantId: newId() }, "a@example.com")).toEqual({
      ok: false,
      error: { code: "not_found" },
    });
  });
});

describe("lists", () => {
  /** What a list says of it once its jobs are done: anew where one waits, else as it was. */
  async function listed({ productId }: FixtureVariant): Promise<{ stock: number; anew: boolean }> {
    const removed = await database.db.$queryRaw<{ id: string | null }[]>`
      select (graphile_worker.remove_job(${`catalog.index:${productId}`})).id::text as id`;
    const anew = removed.some(({ id }) => id !== null);
    if (anew) await indexProducts(database.db, [productId]);
    const { stock, inStock } = await database.db.catalogEntry.findUniqueOrThrow({ where: { productId } });
    expect(inStock).toBe(stock > 0);
    return { stock, anew };
  }

  async function stocked(onHand: number): Promise<FixtureVariant> {
    const variant = await makeProduct(database.db, world, { onHand });
    await indexProducts(database.db, [variant.productId]);
    return variant;
  }

  const hold = async (variant: FixtureVariant, quantity: number) => {
    const claim = { orderId: newId(), lines: [{ ...variant, quantity }], actor: "test", now };
    const held = await inTransaction(database.db, (tx) => holdStock(tx, { ...claim, expiresAt: now }));
    expect(held.ok).toBe(true);
    return { ...claim, reason: "" as const };
  };

  it("say how many are left where it is few, and learn of nothing where it is plenty", async () => {
    const variant = await stocked(12);
    const five = await hold(variant, 5);
    expect(await listed(variant)).toEqual({ stock: 6, anew: false });
    const three = await hold(variant, 3);
    expect(await listed(variant)).toEqual({ stock: 4, anew: true });
    const four = await hold(variant, 4);
    expect(await listed(variant)).toEqual({ stock: 0, anew: true });
    const release = (claim: typeof five) => inTransaction(database.db, (tx) => releaseHolds(tx, claim));
    await release(four);
    expect(await listed(variant)).toEqual({ stock: 4, anew: true });
    await release(five);
    expect(await listed(variant)).toEqual({ stock: 6, anew: true });
    await release(three);
    expect(await listed(variant)).toEqual({ stock: 6, anew: false });
    await buy(variant, 6);
    expect(await listed(variant)).toEqual({ stock: 6, anew: false });
  });

  it("have again what a sale had emptied and a return brought back", async () => {
    const variant = await stocked(2);
    const sold = await hold(variant, 2);
    await inTransaction(database.db, (tx) => sellHolds(tx, sold));
    expect(await listed(variant)).toEqual({ stock: 0, anew: true });
    await inTransaction(database.db, (tx) => returnStock(tx, { ...sold, lines: [{ ...variant, quantity: 1 }] }));
    expect(await listed(variant)).toEqual({ stock: 1, anew: true });
  });

  it("know of a rush by what all its rows have together", async () => {
    const variant = await stocked(16);
    const rules = { stockPolicy: "deny", oversellMax: 0, shipsFrom: null, lowStockAt: null } as const;
    await setStockRules(database.db, staffAt(now), variant, { ...rules, perCustomerMax: null, stripes: 8 });
    expect(await listed(variant)).toEqual({ stock: 6, anew: true });
    const reserve = async (quantity: number) => {
      const claim = { orderId: newId(), actor: "test", now };
      const wish = { ...claim, line: { ...variant, quantity }, locations: [], limit: null, expiresAt: now };
      expect(await reserveStock(database.db, wish)).toEqual({ ok: true, value: { expected: false, isNew: true } });
      return { ...claim, lines: [wish.line], reason: "" as const };
    };
    await reserve(2);
    expect(await listed(variant)).toEqual({ stock: 6, anew: false });
    const many = await reserve(10);
    expect(await listed(variant)).toEqual({ stock: 4, anew: true });
    await inTransaction(database.db, (tx) => unreserveStock(tx, many));
    expect(await listed(variant)).toEqual({ stock: 6, anew: true });
  });
});
