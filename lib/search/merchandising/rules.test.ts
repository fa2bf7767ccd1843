import { beforeAll, describe, expect, it } from "vitest";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { indexProducts } from "../index-products";
import { boostProducts, unboostProducts } from "./boost-products";
import { createRule } from "./create-rule";
import { knowRules } from "./known-rules";
import { listRules } from "./list-rules";
import { pinProduct } from "./pin-product";
import { readRule } from "./read-rule";
import { removeRule } from "./remove-rule";
import { pinsMax, positionMax } from "./rule";
import { type RuleInput, ruleInputSchema } from "./rule-input";
import type { RuleStaff } from "./rule-scope";
import { setRule } from "./set-rule";
import { settingsMark } from "./settings-mark";
import { switchRule } from "./switch-rule";
import { unpinProduct } from "./unpin-product";

const database = useDatabase();
const now = new Date("2026-03-01T09:00:00Z");
let mine: World;
let theirs: World;
let ownProduct: string;
let foreignProduct: string;

const staffOf = (world: World, operator = false): RuleStaff => ({
  staffId: newId(),
  name: "Kim",
  merchantId: world.merchantId,
  operator,
});

const input = (query: string, rest: Partial<RuleInput> = {}): RuleInput => ({
  query,
  language: "",
  match: "exact",
  target: null,
  startsAt: null,
  endsAt: null,
  ...rest,
});

async function make(staff: RuleStaff, owner: "shop" | "merchant", query = "tea", rest: Partial<RuleInput> = {}) {
  const made = await createRule(database.db, staff, { ...input(query, rest), owner }, now);
  if (!made.ok) throw new Error(made.error.code);
  return made.value.ruleId;
}

beforeAll(async () => {
  mine = await makeWorld(database.db);
  theirs = await makeWorld(database.db);
  ownProduct = (await makeProduct(database.db, mine)).productId;
  foreignProduct = (await makeProduct(database.db, theirs)).productId;
  await indexProducts(database.db, [ownProduct, foreignProduct]);
});

describe("who may", () => {
  it("only operators make the shop's rules, and only those lead to another page", async () => {
    const target = { kind: "path" as const, path: "/orders" };
    const refused = { ok: false, error: { code: "operators_only" } };
    expect(await createRule(database.db, staffOf(mine), { ...input("tea"), owner: "shop" }, now)).toEqual(refused);
    expect(
      await createRule(database.db, staffOf(mine), { ...input("tea", { target }), owner: "merchant" }, now),
    ).toEqual(refused);
    expect(
      await createRule(database.db, staffOf(mine, true), { ...input("tea", { target }), owner: "merchant" }, now),
    ).toEqual(refused);
    const ruleId = await make(staffOf(mine), "merchant");
    expect(
      await setRule(database.db, staffOf(mine, true), { ruleId, seen: "" }, input("tea", { target }), now),
    ).toEqual(refused);
    await make(staffOf(mine, true), "shop", "returns", { target });
  });

  it("nobody reads, changes or removes a rule of another merchant, nor the shop's without running it", async () => {
    const foreign = await make(staffOf(theirs), "merchant");
    const shops = await make(staffOf(theirs, true), "shop");
    const gone = { ok: false, error: { code: "not_found" } };
    for (const ruleId of [foreign, shops]) {
      const staff = staffOf(mine, ruleId === foreign);
      expect(await readRule(database.db, staff, ruleId)).toBeNull();
      expect(await setRule(database.db, staff, { ruleId, seen: "" }, input("coffee"), now)).toEqual(gone);
      expect(await switchRule(database.db, staff, ruleId, true, now)).toEqual(gone);
      expect(await pinProduct(database.db, staff, ruleId, { productId: ownProduct, position: 1 }, now)).toEqual(gone);
      expect(await unpinProduct(database.db, staff, ruleId, ownProduct, now)).toEqual(gone);
      const boost = { on: "product", key: ownProduct, strength: "up" } as const;
      expect(await boostProducts(database.db, staff, ruleId, boost, now)).toEqual(gone);
      expect(await unboostProducts(database.db, staff, ruleId, boost, now)).toEqual(gone);
      expect(await removeRule(database.db, staff, ruleId, now)).toEqual(gone);
      const { rows } = await listRules(database.db, staff, {}, { after: null, pageSize: 100, now });
      expect(rows.map((row) => row.ruleId)).not.toContain(ruleId);
    }
    expect((await readRule(database.db, staffOf(theirs, true), shops))?.rule).toMatchObject({ query: "tea", pins: [] });
  });

  it("a merchant's rule takes its own products alone, the shop's any", async () => {
    const own = await make(staffOf(mine), "merchant");
    const shops = await make(staffOf(mine, true), "shop");
    const pin = { productId: foreignProduct, position: 1 };
    expect(await pinProduct(database.db, staffOf(mine, true), own, pin, now)).toEqual({
      ok: false,
      error: { code: "product_unknown" },
    });
    expect(await pinProduct(database.db, staffOf(mine, true), shops, pin, now)).toMatchObject({ ok: true });
    const boost = (on: "product" | "merchant", key: string) => ({ on, key, strength: "far_down" }) as const;
    const staff = staffOf(mine);
    expect(await boostProducts(database.db, staff, own, boost("product", foreignProduct), now)).toEqual({
      ok: false,
      error: { code: "boost_unknown" },
    });
    expect(await boostProducts(database.db, staff, own, boost("merchant", mine.merchantId), now)).toEqual({
      ok: false,
      error: { code: "operators_only" },
    });
    expect(await boostProducts(database.db, staff, own, boost("product", ownProduct), now)).toMatchObject({ ok: true });
  });
});

it("keeps who did what and when, the last first", async () => {
  const staff = staffOf(mine);
  const ruleId = await make(staff, "merchant", "history");
  await pinProduct(database.db, staff, ruleId, { productId: ownProduct, position: 3 }, now);
  await switchRule(database.db, { ...staff, name: "Alex" }, ruleId, true, now);
  const read = await readRule(database.db, staff, ruleId);
  expect(read?.changes.map(({ action, staffName }) => [action, staffName])).toEqual([
    ["on", "Alex"],
    ["pinned", "Kim"],
    ["created", "Kim"],
  ]);
  expect(read?.rule).toMatchObject({ active: true, pins: [{ productId: ownProduct, position: 3 }] });
});

it("a product is pinned once; what stood at its place moves to the next", async () => {
  const ruleId = await make(staffOf(mine, true), "shop");
  const pin = (productId: string, position: number) =>
    pinProduct(database.db, staffOf(mine, true), ruleId, { productId, position }, now);
  await pin(ownProduct, 1);
  await pin(foreignProduct, 1);
  const pins = async () => (await readRule(database.db, staffOf(mine, true), ruleId))?.rule?.pins;
  expect(await pins()).toEqual([
    { productId: foreignProduct, position: 1 },
    { productId: ownProduct, position: 2 },
  ]);
  await pin(foreignProduct, 5);
  expect(await pins()).toEqual([
    { productId: ownProduct, position: 2 },
    { productId: foreignProduct, position: 5 },
  ]);
  expect(pinsMax).toBeGreaterThan(8);
});

it("two products at the last place: the one that stood there moves before it", async () => {
  const staff = staffOf(mine, true);
  const ruleId = await make(staff, "shop");
  for (const productId of [ownProduct, foreignProduct])
    await pinProduct(database.db, staff, ruleId, { productId, position: positionMax }, now);
  expect((await readRule(database.db, staff, ruleId))?.rule?.pins).toEqual([
    { productId: ownProduct, position: positionMax - 1 },
    { productId: foreignProduct, position: positionMax },
  ]);
});

it("opens and changes a rule whose pins once moved past the last place", async () => {
  const staff = staffOf(mine, true);
  const ruleId = await make(staff, "shop", "pennant");
  const pins = [foreignProduct, ownProduct].map((productId, past) => ({ productId, position: positionMax + past }));
  await database.db.searchRule.updateMany({ where: { ruleId }, data: { pins } });
  expect((await readRule(database.db, staff, ruleId))?.rule?.pins).toEqual([
    { productId: ownProduct, position: positionMax - 1 },
    { productId: foreignProduct, position: positionMax },
  ]);
  const listed = await listRules(database.db, staff, { text: "pennant" }, { after: null, pageSize: 3, now });
  expect(listed.rows.map((row) => row.ruleId)).toEqual([ruleId]);
  expect(await unpinProduct(database.db, staff, ruleId, foreignProduct, now)).toMatchObject({ ok: true });
});

it("two people at one rule lose neither's change", async () => {
  const ruleId = await make(staffOf(mine, true), "shop");
  const products = await Promise.all(Array.from({ length: 6 }, () => makeProduct(database.db, mine)));
  await indexProducts(
    database.db,
    products.map(({ productId }) => productId),
  );
  await Promise.all(
    products.map(({ productId }, index) =>
      pinProduct(database.db, staffOf(mine, true), ruleId, { productId, position: index + 1 }, now),
    ),
  );
  const read = await readRule(database.db, staffOf(mine, true), ruleId);
  expect(read?.rule?.pins.map(({ productId }) => productId)).toEqual(products.map(({ productId }) => productId));
});

it("lists page by page, each rule once, by words and by state", async () => {
  const world = await makeWorld(database.db);
  const staff = staffOf(world);
  const made: string[] = [];
  for (let n = 0; n < 7; n++) made.push(await make(staff, "merchant", n === 3 ? "100% wool" : `socks ${n}`));
  await switchRule(database.db, staff, made[1] ?? "", true, new Date(now.getTime() + 1));
  const list = (filter: Parameters<typeof listRules>[2], after: Parameters<typeof listRules>[3]["after"] = null) =>
    listRules(database.db, staff, filter, { after, pageSize: 3, now: new Date(now.getTime() + 5) });
  const seen: string[] = [];
  let after = null;
  do {
    const page = await list({}, after);
    seen.push(...page.rows.map(({ ruleId }) => ruleId));
    after = page.next;
  } while (after);
  expect(seen[0]).toBe(made[1]);
  expect(seen.toSorted()).toEqual(made.toSorted());
  expect((await list({ state: "on" })).rows.map(({ ruleId }) => ruleId)).toEqual([made[1]]);
  expect((await list({ text: "0% W" })).rows.map(({ query }) => query)).toEqual(["100% wool"]);
  expect((await list({ text: "_ocks" })).rows).toEqual([]);
});

/** How a form that is drawn now has a rule's settings. */
async function seenOf(staff: ReturnType<typeof staffOf>, ruleId: string): Promise<string> {
  const read = await readRule(database.db, staff, ruleId);
  return read?.rule ? settingsMark(read.rule) : "";
}

it("two people at one rule: who saves last is told of the other's settings first, and of nothing else", async () => {
  const staff = staffOf(mine, true);
  const ruleId = await make(staff, "shop", "galleon");
  const seen = await seenOf(staff, ruleId);
  await pinProduct(database.db, staff, ruleId, { productId: ownProduct, position: 1 }, now);
  const save = (query: string, from: string) => setRule(database.db, staff, { ruleId, seen: from }, input(query), now);
  expect(await save("galleon of gold", seen)).toMatchObject({ ok: true });
  const late = { ok: false, error: { code: "changed_meanwhile" } };
  expect(await save("galley", seen)).toEqual(late);
  const queryOf = async () => (await readRule(database.db, staff, ruleId))?.rule?.query;
  expect(await queryOf()).toBe("galleon of gold");
  const both = await seenOf(staff, ruleId);
  const saved = await Promise.all([save("galley", both), save("gig", both)]);
  expect(saved.filter(({ ok }) => ok)).toHaveLength(1);
  expect(saved).toContainEqual(late);
});

it("sent again after a lost answer, a new rule is made once, and settings that stand already are no news", async () => {
  const staff = staffOf(mine, true);
  const id = newId();
  const create = () => createRule(database.db, staff, { ...input("caravel"), owner: "shop" }, now, id);
  const made = { ok: true, value: { ruleId: id } };
  expect(await Promise.all([create(), create()])).toEqual([made, made]);
  const seen = await seenOf(staff, id);
  const target = { kind: "path" as const, path: "/orders" };
  const save = () => setRule(database.db, staff, { ruleId: id, seen }, input("carrack", { target }), now);
  expect([await save(), await save()]).toEqual([made, made]);
  const read = await readRule(database.db, staff, id);
  expect(read?.changes.map(({ action }) => action)).toEqual(["settings", "created"]);
});

it("what is pinned, moved, undone or switched again after a lost answer is no news either", async () => {
  const { db } = database;
  const staff = staffOf(mine, true);
  const ruleId = await make(staff, "shop", "brigantine");
  const boost = { on: "brand", key: "brand:test", strength: "up" } as const;
  const pin = { productId: ownProduct, position: 2 };
  const group = { on: "product", key: ownProduct, strength: "down" } as const;
  for (const change of [
    () => pinProduct(db, staff, ruleId, pin, now),
    () => boostProducts(db, staff, ruleId, group, now),
    () => switchRule(db, staff, ruleId, true, now),
    () => unpinProduct(db, staff, ruleId, ownProduct, now),
    () => unboostProducts(db, staff, ruleId, group, now),
    () => unboostProducts(db, staff, ruleId, boost, now),
    () => switchRule(db, staff, ruleId, false, now),
  ])
    for (const _ of ["sent", "sent again"]) expect(await change()).toEqual({ ok: true, value: { ruleId } });
  const read = await readRule(db, staff, ruleId);
  const product = { on: "product", key: ownProduct };
  expect(read?.changes.map(({ action, about }) => [action, about])).toEqual([
    ["off", null],
    ["unboosted", product],
    ["unpinned", product],
    ["on", null],
    ["boosted", product],
    ["pinned", product],
    ["created", null],
  ]);
});

it("hears of rules that are made, changed, switched and removed", async () => {
  const known = knowRules(() => database.db);
  const staff = staffOf(mine, true);
  const find = async (text: string) => {
    known.forget();
    return (await known.find("en", text, now)).map(({ ruleId }) => ruleId);
  };
  const ruleId = await make(staff, "shop", "zeppelin");
  expect(await find("zeppelins")).toEqual([]);
  await switchRule(database.db, staff, ruleId, true, new Date());
  expect(await find("zeppelins")).toEqual([ruleId]);
  await setRule(database.db, staff, { ruleId, seen: await seenOf(staff, ruleId) }, input("airship"), new Date());
  expect(await find("zeppelin")).toEqual([]);
  expect(await find("airship")).toEqual([ruleId]);
  await removeRule(database.db, staff, ruleId, new Date());
  expect(await find("airship")).toEqual([]);
});

it("passes over a rule that can't be read, and hears of those changed since", async () => {
  const known = knowRules(() => database.db);
  const staff = staffOf(mine, true);
  const [broken, later] = [await make(staff, "shop", "schooner"), await make(staff, "shop", "frigate")];
  await switchRule(database.db, staff, broken, true, new Date());
  await database.db.searchRule.updateMany({ where: { ruleId: broken }, data: { pins: [{ productId: "no id" }] } });
  await switchRule(database.db, staff, later, true, new Date());
  expect(await known.find("en", "schooner", now)).toEqual([]);
  expect((await known.find("en", "frigate", now)).map(({ ruleId }) => ruleId)).toEqual([later]);
  await database.db.searchRule.updateMany({ where: { ruleId: broken }, data: { pins: [] } });
});

it("shows a rule that can't be read among the others, and lets it be switched off and removed", async () => {
  const staff = staffOf(mine, true);
  const [broken, sound] = [await make(staff, "shop", "galleon"), await make(staff, "shop", "galleons")];
  await switchRule(database.db, staff, broken, true, now);
  await database.db.searchRule.updateMany({ where: { ruleId: broken }, data: { boosts: [{ on: "planet" }] } });
  const list = async () =>
    (await listRules(database.db, staff, { text: "galleon" }, { after: null, pageSize: 9, now })).rows.map(
      ({ ruleId, query, active, rule }) => ({ ruleId, query, active, isRead: rule !== null }),
    );
  const soundRow = { ruleId: sound, query: "galleons", active: false, isRead: true };
  expect(new Set(await list())).toEqual(
    new Set([soundRow, { ruleId: broken, query: "galleon", active: true, isRead: false }]),
  );
  expect(await readRule(database.db, staff, broken)).toMatchObject({ frame: { query: "galleon" }, rule: null });
  const refused = { ok: false, error: { code: "unreadable" } };
  const pin = { productId: ownProduct, position: 1 };
  expect(await pinProduct(database.db, staff, broken, pin, now)).toEqual(refused);
  expect(await switchRule(database.db, staff, broken, true, now)).toEqual(refused);
  expect(await switchRule(database.db, staff, broken, false, now)).toMatchObject({ ok: true });
  expect((await readRule(database.db, staff, broken))?.frame.active).toBe(false);
  expect(await removeRule(database.db, staff, broken, now)).toMatchObject({ ok: true });
  expect(await list()).toEqual([soundRow]);
});

it("asks the database once, not once a search", async () => {
  let asked = 0;
  const known = knowRules(() => {
    asked++;
    return database.db;
  });
  await Promise.all(Array.from({ length: 20 }, (_, n) => known.find("en", `words ${n}`, now)));
  await known.find("de", "noch eins", now);
  expect(asked).toBe(1);
});

it("goes on with what it knows when the rules can't be read", async () => {
  const known = knowRules(() => {
    throw new Error("no database");
  });
  expect(await known.find("en", "tea", now)).toEqual([]);
});

it.each([
  [{ query: "  !!! " }, "query", "query_missing"],
  [{ query: "x".repeat(81) }, "query", "query_long"],
  [{ language: "xx" }, "language", "language_wrong"],
  [{ startsAt: now, endsAt: now }, "endsAt", "dates_turned"],
])("refuses %j", (rest, field, code) => {
  const parsed = ruleInputSchema.safeParse({ ...input("tea"), ...rest });
  expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toContainEqual([field, code]);
});
