import { beforeAll, describe, expect, it } from "vitest";
import { makeBuyer } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { placeOrder } from "@/lib/checkout/place-order";
import { newId } from "@/lib/core/ids";
import { connect } from "@/lib/db/client";
import { advanceDrop } from "./advance-drop";
import { closeDrop } from "./close-drop";
import { createDrop } from "./create-drop";
import { admissionMs, type DropKey } from "./drop";
import { joinDrop } from "./join-drop";
import { readDrop } from "./read-drop";
import { readOwnDrop } from "./read-own-drop";
import { readPlace } from "./read-place";
import { resumeDrops } from "./resume-drops";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const before = new Date("2026-03-02T11:00:00Z");
const opensAt = new Date("2026-03-02T12:00:00Z");
const later = (seconds: number) => new Date(opensAt.getTime() + seconds * 1_000);
const staff = () => ({ merchantId: world.merchantId, staffId: newId(), now: before });

async function makeDrop({ onHand = 10, pacePerSecond = 20, at = opensAt } = {}) {
  const variant = await makeProduct(database.db, world, { onHand });
  const { productId } = variant;
  const made = await createDrop(database.db, staff(), { productId, opensAt: at, pacePerSecond });
  if (!made.ok) throw new Error(made.error.code);
  return { variant, key: { productId: variant.productId, dropId: made.value.dropId } };
}

const join = ({ productId }: DropKey, ticketId: string, now: Date) =>
  joinDrop(database.db, { productId, ticketId }, now);
const placeOf = ({ productId }: DropKey, ticketId: string) => readPlace(database.db, { productId, ticketId });
const placesOf = async (key: DropKey, tickets: readonly string[]) => {
  const rows = await database.db.dropPlace.findMany({ where: { ...key }, select: { ticketId: true, place: true } });
  const places = new Map(rows.map(({ ticketId, place }) => [ticketId, place]));
  return tickets.map((ticketId) => places.get(ticketId) ?? 0);
};
const oneToN = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe("a fair order", () => {
  it("draws 500 who came before the opening by lot: each place once, none by who was there first, and kept", async () => {
    const { key } = await makeDrop();
    const tickets = Array.from({ length: 500 }, newId);
    await Promise.all(tickets.map((ticket, nth) => join(key, ticket, new Date(before.getTime() + nth * 1_000))));
    await advanceDrop(database.db, key, opensAt);
    const places = await placesOf(key, tickets);
    expect(places.toSorted((a, b) => a - b)).toEqual(oneToN(500));

    // Spearman's correlation of arrival and place: for a lot of 500 its standard deviation is 0.045, so 0.25 is once
    // in ten million; by arrival it would be 1.
    const squares = places.reduce((sum, place, nth) => sum + (place - nth - 1) ** 2, 0);
    expect(Math.abs(1 - (6 * squares) / (500 * (500 ** 2 - 1)))).toBeLessThan(0.25);

    await Promise.all(tickets.slice(0, 50).map((ticket) => join(key, ticket, later(1))));
    await advanceDrop(database.db, key, later(1));
    expect(await placesOf(key, tickets)).toEqual(places);
  });

  it("takes 500 who come at once after the opening by when they came, behind those who were there", async () => {
    const { key } = await makeDrop();
    const early = Array.from({ length: 5 }, newId);
    await Promise.all(early.map((ticket) => join(key, ticket, before)));
    const tickets = Array.from({ length: 500 }, newId);
    const shuffled = tickets.map((ticket, nth) => ({ ticket, nth })).toSorted(() => Math.random() - 0.5);
    await Promise.all(shuffled.map(({ ticket, nth }) => join(key, ticket, new Date(opensAt.getTime() + nth))));
    await advanceDrop(database.db, key, later(1));
    expect((await placesOf(key, early)).toSorted((a, b) => a - b)).toEqual(oneToN(5));
    expect(await placesOf(key, tickets)).toEqual(oneToN(500).map((place) => place + 5));
  });

  it("gives no place twice, however many processes give places while people join", async () => {
    const { key } = await makeDrop();
    const others = [connect(database.url, 3), connect(database.url, 3)];
    const tickets = Array.from({ length: 200 }, newId);
    const joining = tickets.map((ticket) => join(key, ticket, later(1)));
    const advancing = others.flatMap((db) => Array.from({ length: 10 }, () => advanceDrop(db, key, later(2))));
    await Promise.all([...joining, ...advancing]);
    await advanceDrop(database.db, key, later(3));
    expect((await placesOf(key, tickets)).toSorted((a, b) => a - b)).toEqual(oneToN(200));
    expect(await readDrop(database.db, key.productId)).toMatchObject({ placedThrough: 200 });
    await Promise.all(others.map((db) => db.$disconnect()));
  });

  it("lets people join while places are being given: nobody waits for the drop's row", async () => {
    const { key } = await makeDrop();
    await database.db.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from "drop" where product_id = ${key.productId}::uuid for no key update`;
      await tx.drop.updateMany({ where: key, data: { updatedAt: later(0) } });
      expect((await join(key, newId(), before)).ok).toBe(true);
    });
  });
});

describe("being called", () => {
  it("keeps to the pace, and to what is free", async () => {
    const { key } = await makeDrop({ onHand: 25, pacePerSecond: 10 });
    await Promise.all(Array.from({ length: 60 }, () => join(key, newId(), before)));
    const through: number[] = [];
    // The first beat makes up for three seconds at most.
    for (const second of [0, 0, 1, 2]) {
      await advanceDrop(database.db, key, later(second));
      through.push((await readDrop(database.db, key.productId))?.admittedThrough ?? -1);
    }
    expect(through).toEqual([25, 25, 25, 25]);

    const slow = await makeDrop({ onHand: 500, pacePerSecond: 2 });
    await Promise.all(Array.from({ length: 60 }, () => join(slow.key, newId(), before)));
    const slowly: number[] = [];
    for (const second of [0, 0.4, 1, 1.5, 2.5]) {
      await advanceDrop(database.db, slow.key, later(second));
      slowly.push((await readDrop(database.db, slow.key.productId))?.admittedThrough ?? -1);
    }
    expect(slowly).toEqual([6, 6, 8, 9, 11]);
  });

  it("calls no more than find a unit where each may take several, and down to the last unit", async () => {
    const { db } = database;
    const { variant, key } = await makeDrop({ onHand: 5 });
    await db.variant.update({ where: { productId_variantId: variant }, data: { perCustomerMax: 2 } });
    const buyers = await Promise.all(Array.from({ length: 6 }, () => makeBuyer(db, [{ ...variant, quantity: 2 }])));
    for (const [nth, { customerId }] of buyers.entries()) await join(key, customerId, later(nth / 10));
    await advanceDrop(db, key, later(1));
    expect(await readDrop(db, key.productId)).toMatchObject({ admittedThrough: 3 });
    const told = [];
    for (const [nth, buyer] of buyers.slice(0, 3).entries())
      told.push(
        await placeOrder(db, { ...buyer, form: { ...buyer.form, email: `mara.${nth}@example.com` } }, later(2)),
      );
    expect(told.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(told[2]).toMatchObject({ error: { code: "cart_problem" } });
    const level = await db.stockLevel.findFirstOrThrow({ where: variant });
    expect(level.onHand - level.held).toBe(1);
    await advanceDrop(db, key, later(3));
    expect(await readDrop(db, key.productId)).toMatchObject({ admittedThrough: 3 });
  });

  it("calls the next when one lets the time pass, who may then stand at the end again", async () => {
    const { key } = await makeDrop({ onHand: 1 });
    const [first, second] = [newId(), newId()];
    await join(key, first, later(0));
    await join(key, second, later(0.5));
    await advanceDrop(database.db, key, later(1));
    expect(await placeOf(key, first)).toEqual({
      joined: true,
      place: 1,
      admittedUntil: new Date(later(1).getTime() + admissionMs).toISOString(),
    });
    await advanceDrop(database.db, key, later(599));
    expect(await placeOf(key, second)).toMatchObject({ place: 2, admittedUntil: null });
    expect(await join(key, first, later(599))).toMatchObject({ value: { place: 1 } });

    await advanceDrop(database.db, key, later(602));
    expect((await placeOf(key, second))?.admittedUntil).not.toBeNull();
    expect(await join(key, first, later(602))).toMatchObject({ value: { place: null, admittedUntil: null } });
    await advanceDrop(database.db, key, later(603));
    expect(await placeOf(key, first)).toMatchObject({ place: 3, admittedUntil: null });
  });

  it("beats on by itself until it is closed", async () => {
    const at = new Date("2100-03-02T12:00:00Z");
    const { key } = await makeDrop({ at });
    const in2100 = (seconds: number) => new Date(at.getTime() + seconds * 1_000);
    const waiting = async () => {
      const jobs = await database.db.$queryRaw<{ runAt: Date }[]>`
        select run_at as "runAt" from graphile_worker.jobs where key = ${`drops.advance:${key.dropId}`}`;
      return jobs.map(({ runAt }) => runAt.toISOString());
    };
    expect(await waiting()).toEqual([at.toISOString()]);
    await advanceDrop(database.db, key, in2100(-60));
    expect(await waiting()).toEqual([at.toISOString()]);
    await advanceDrop(database.db, key, at);
    expect(await waiting()).toEqual([in2100(1).toISOString()]);
    await closeDrop(database.db, staff(), key);
    await advanceDrop(database.db, key, in2100(1));
    expect(await readDrop(database.db, key.productId)).toMatchObject({ status: "closed" });
    expect(await join(key, newId(), in2100(2))).toEqual({ ok: false, error: { code: "not_found" } });
  });
});

describe("a lost beat", () => {
  it("is put on again, unless the drop is closed; one that waits or died is left as it is", async () => {
    const drops = [await makeDrop(), await makeDrop(), await makeDrop(), await makeDrop()] as const;
    const [waits, lost, dead, closed] = drops.map(({ key }) => `drops.advance:${key.dropId}`);
    const beats = async () => {
      const jobs = await database.db.$queryRaw<{ key: string; due: boolean; dead: boolean }[]>`
        select key, run_at <= now() as due, attempts >= max_attempts as dead from graphile_worker.jobs
         where key = any(${[waits, lost, dead, closed]})`;
      return new Map(jobs.map(({ key, ...job }) => [key, job]));
    };
    await database.db.$executeRaw`
      update graphile_worker._private_jobs set run_at = now() + interval '1 hour', attempts = case key when ${dead} then max_attempts else 0 end`;
    await database.db.$executeRaw`delete from graphile_worker._private_jobs where key = any(${[lost, closed]})`;
    await closeDrop(database.db, staff(), drops[3].key);
    await resumeDrops(database.db);
    expect(await beats()).toEqual(
      new Map([
        [waits, { due: false, dead: false }],
        [lost, { due: true, dead: false }],
        [dead, { due: false, dead: true }],
      ]),
    );
  });
});

describe("ordering", () => {
  it("is for those who were called and only for them, and for one order each", async () => {
    const { variant, key } = await makeDrop({ onHand: 1 });
    const [called, uncalled] = [await makeBuyer(database.db, [variant]), await makeBuyer(database.db, [variant])];
    const refusal = { ok: false, error: { code: "not_admitted", productId: key.productId } };
    expect(await placeOrder(database.db, called, before)).toEqual(refusal);

    await join(key, called.customerId, later(0));
    await join(key, uncalled.customerId, later(0.5));
    expect(await placeOrder(database.db, called, later(0.6))).toEqual(refusal);
    await advanceDrop(database.db, key, later(1));
    expect(await placeOrder(database.db, uncalled, later(2))).toEqual(refusal);
    expect(await placeOrder(database.db, called, later(601))).toEqual(refusal);

    const twins = await Promise.all([1, 2, 3].map(() => placeOrder(database.db, called, later(3))));
    expect(twins.every(({ ok }) => ok)).toBe(true);
    expect(new Set(twins.map((placed) => (placed.ok ? placed.value.orderId : ""))).size).toBe(1);
    expect(await placeOf(key, called.customerId)).toEqual({ joined: false, place: null, admittedUntil: null });
  });

  it("gets one order of two that are placed with one admission at once", async () => {
    const { variant, key } = await makeDrop();
    const buyer = await makeBuyer(database.db, [variant]);
    await join(key, buyer.customerId, before);
    await advanceDrop(database.db, key, later(0));
    const forms = [1, 2, 3, 4].map(() => ({ ...buyer, form: { ...buyer.form, idempotencyKey: newId() } }));
    const placed = await Promise.all(forms.map((form) => placeOrder(database.db, form, later(1))));
    expect(placed.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("loses no admission to an order that was refused", async () => {
    const { variant, key } = await makeDrop();
    const buyer = await makeBuyer(database.db, [variant]);
    await join(key, buyer.customerId, before);
    await advanceDrop(database.db, key, later(0));
    await database.db.price.updateMany({ where: variant, data: { amount: 7_000 } });
    expect(await placeOrder(database.db, buyer, later(1))).toMatchObject({ error: { code: "total_changed" } });
    expect((await placeOf(key, buyer.customerId))?.admittedUntil).not.toBeNull();
  });

  it("needs no turn once the room is closed, nor for any other product", async () => {
    const { variant, key } = await makeDrop();
    const other = await makeProduct(database.db, world);
    expect((await placeOrder(database.db, await makeBuyer(database.db, [other]), later(1))).ok).toBe(true);
    const buyer = await makeBuyer(database.db, [variant, other]);
    expect(await placeOrder(database.db, buyer, later(1))).toMatchObject({ error: { code: "not_admitted" } });
    await closeDrop(database.db, staff(), key);
    expect((await placeOrder(database.db, buyer, later(2))).ok).toBe(true);
  });
});

describe("the merchant's side", () => {
  it("has one room a product at a time, of one's own product, opening in time to come; each step is in the audit", async () => {
    const { variant, key } = await makeDrop();
    const wish = { productId: variant.productId, opensAt, pacePerSecond: 5 };
    expect(await createDrop(database.db, staff(), wish)).toEqual({ ok: false, error: { code: "already" } });
    expect(await createDrop(database.db, { ...staff(), now: opensAt }, wish)).toMatchObject({
      error: { code: "opens_past" },
    });
    const stranger = { ...staff(), merchantId: newId() };
    expect(await createDrop(database.db, stranger, wish)).toMatchObject({ error: { code: "not_found" } });
    expect(await closeDrop(database.db, stranger, key)).toMatchObject({ error: { code: "not_found" } });
    expect(await readOwnDrop(database.db, { ...stranger, ...key }, before)).toBeNull();

    const fresh = await makeProduct(database.db, world);
    const racing = await Promise.all(
      [1, 2, 3, 4].map(() => createDrop(database.db, staff(), { ...wish, productId: fresh.productId })),
    );
    expect(racing.filter(({ ok }) => ok)).toHaveLength(1);

    await closeDrop(database.db, staff(), key);
    await closeDrop(database.db, staff(), key);
    const entries = await database.db.auditEntry.findMany({
      where: { merchantId: world.merchantId, subject: key.productId },
      select: { action: true },
      orderBy: { entryId: "asc" },
    });
    expect(entries.map(({ action }) => action)).toEqual(["drop.created", "drop.closed"]);
    expect((await createDrop(database.db, staff(), wish)).ok).toBe(true);
  });

  it("sees who waits, may order, has ordered", async () => {
    const { variant, key } = await makeDrop({ onHand: 2 });
    const buyer = await makeBuyer(database.db, [variant]);
    await join(key, buyer.customerId, before);
    await advanceDrop(database.db, key, later(0));
    await Promise.all([1, 2, 3].map(() => join(key, newId(), later(1))));
    await placeOrder(database.db, buyer, later(2));
    await advanceDrop(database.db, key, later(3));
    expect(await readOwnDrop(database.db, { merchantId: world.merchantId, ...key }, later(4))).toMatchObject({
      status: "open",
      waiting: 2,
      admitted: 1,
      held: 1,
      sold: 0,
    });
  });
});

it.each([
  ["before it opens", before],
  ["while it sells", opensAt],
])("a beat by a clock that is behind, %s, is not followed by another at once", async (_, now) => {
  const { key } = await makeDrop();
  await advanceDrop(database.db, key, now);
  const [next] = await database.db.$queryRaw<{ later: boolean }[]>`
    select run_at > updated_at as later from graphile_worker.jobs where key = ${`drops.advance:${key.dropId}`}`;
  expect(next).toEqual({ later: true });
});
