import { expect, it } from "vitest";
import { makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { parseSearchParams, readQuery } from "../url";
import { createRule } from "./create-rule";
import { findRedirect } from "./find-redirect";
import type { Target } from "./rule";
import { forgetRules } from "./shop-rules";

const database = useDatabase();

/** The addresses a search passes through, as the page sends a shopper on. */
async function follow(text: string): Promise<string[]> {
  const passed: string[] = [];
  let state = parseSearchParams({ q: text }, { language: "en", currency: "USD" });
  while (state.text && !state.asTyped && passed.length < 5) {
    const led = await findRedirect("en-US", state);
    if (!led) break;
    passed.push(led);
    state = parseSearchParams(readQuery(new URL(led, "http://localhost").searchParams), {
      language: "en",
      currency: "USD",
    });
  }
  return passed;
}

it("a search that is led to another search, or to its own words with a filter, ends there", async () => {
  const { merchantId } = await makeWorld(database.db);
  const staff = { staffId: newId(), name: "Kim", merchantId, operator: true };
  const rules = { tea: "/search?q=tea&f=color:sage", mug: "/search?q=cup", cup: "/search/?exact=0&q=mug#list" };
  for (const [query, path] of Object.entries(rules)) {
    const target = { kind: "path" as const, path };
    const input = { query, language: "" as const, match: "exact" as const, target, startsAt: null, endsAt: null };
    expect(await createRule(database.db, staff, { ...input, owner: "shop" }, new Date())).toMatchObject({ ok: true });
  }
  forgetRules();
  expect(await follow("tea")).toEqual(["/en-US/search?q=tea&f=color%3Asage&exact=1"]);
  expect(await follow("mug")).toEqual(["/en-US/search?q=cup&exact=1"]);
  expect(await follow("cup")).toEqual(["/en-US/search?exact=1&q=mug#list"]);
  expect(await follow("returns")).toEqual(["/en-US/help#returns"]);
  expect(await follow("kettle")).toEqual([]);
});

it("a price that was said stays with what is decided for the other words, unless the price has a rule itself", async () => {
  const { merchantId } = await makeWorld(database.db);
  const staff = { staffId: newId(), name: "Kim", merchantId, operator: true };
  const lead = async (query: string, match: "exact" | "contains", target: Target) => {
    const input = { query, language: "" as const, match, target, startsAt: null, endsAt: null };
    expect(await createRule(database.db, staff, { ...input, owner: "shop" }, new Date())).toMatchObject({ ok: true });
  };
  await lead("headphones", "contains", { kind: "path", path: "/c/headphones" });
  await lead("lamp", "exact", { kind: "path", path: "/search?q=lamp&f=color:sage" });
  await lead("gift", "contains", { kind: "path", path: "/help#gifts" });
  await lead("gift under 50", "contains", { kind: "path", path: "/c/small-gifts?price=-45" });
  forgetRules();
  expect(await follow("headphones")).toEqual(["/en-US/c/headphones"]);
  expect(await follow("wireless headphones under 100")).toEqual(["/en-US/c/headphones?price=-100"]);
  expect(await follow("lamp under 100")).toEqual(["/en-US/search?q=lamp&f=color%3Asage&price=-100&exact=1"]);
  expect(await follow("gift under 40")).toEqual(["/en-US/help#gifts"]);
  expect(await follow("gift for mom under 50")).toEqual(["/en-US/c/small-gifts?price=-45"]);
});
