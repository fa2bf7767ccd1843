import { describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { RuleIndex } from "./match-rules";
import type { SearchRule } from "./rule";

const now = new Date("2026-03-01T12:00:00Z");

const ruleFor = (query: string, rest: Partial<SearchRule> = {}): SearchRule => ({
  ruleId: newId(),
  merchantId: null,
  language: null,
  query,
  match: "exact",
  target: null,
  pins: [],
  boosts: [],
  active: true,
  startsAt: null,
  endsAt: null,
  updatedAt: now,
  ...rest,
});

function indexOf(...rules: SearchRule[]): RuleIndex {
  const index = new RuleIndex();
  for (const rule of rules) index.set(rule);
  return index;
}

const finds = (rule: SearchRule, language: "en" | "de" | "ja", text: string, at = now): boolean =>
  indexOf(rule).find(language, text, at).length === 1;

describe("a rule is found", () => {
  it.each([
    ["rain jacket", "en", "Rain Jackets"],
    ["rain jacket", "en", "jacket, rain"],
    ["rain jacket", "en", "a jacket for the rain"],
    ["Küche", "de", "kueche"],
    ["Rücksäcke", "de", "rucksack"],
    ["ヘッドホン", "ja", "ﾍｯﾄﾞﾎﾝ"],
    ["へっどほん", "ja", "ヘッドホン"],
  ] as const)("by exactly its words, however they are written: “%s” %s “%s”", (query, language, text) => {
    expect(finds(ruleFor(query), language, text)).toBe(true);
  });

  it.each([
    ["rain jacket", "rain"],
    ["rain jacket", "red rain jacket"],
    ["jacket", "jack"],
    ["the", ""],
    ["tea", "!!!"],
  ])("and by no others: “%s”, “%s”", (query, text) => {
    expect(finds(ruleFor(query), "en", text)).toBe(false);
  });

  it("by its words among others, when it says so", () => {
    const rule = ruleFor("rain jacket", { match: "contains" });
    expect(finds(rule, "en", "red rain jacket for men")).toBe(true);
    expect(finds(rule, "en", "rain boots")).toBe(false);
  });

  it("in its language alone, or in all", () => {
    expect(finds(ruleFor("tee", { language: "de" }), "de", "tee")).toBe(true);
    expect(finds(ruleFor("tee", { language: "de" }), "en", "tee")).toBe(false);
    expect(finds(ruleFor("tee"), "en", "tee")).toBe(true);
  });

  it("from the moment it begins until the moment it ends", () => {
    const rule = ruleFor("tea", {
      startsAt: new Date("2026-03-01T10:00:00Z"),
      endsAt: new Date("2026-03-02T10:00:00Z"),
    });
    expect(finds(rule, "en", "tea", new Date("2026-03-01T09:59:59.999Z"))).toBe(false);
    expect(finds(rule, "en", "tea", new Date("2026-03-01T10:00:00Z"))).toBe(true);
    expect(finds(rule, "en", "tea", new Date("2026-03-02T09:59:59.999Z"))).toBe(true);
    expect(finds(rule, "en", "tea", new Date("2026-03-02T10:00:00Z"))).toBe(false);
    expect(finds({ ...rule, startsAt: null, endsAt: null, active: false }, "en", "tea")).toBe(false);
  });

  it("exact before contained, longer before shorter, newer before older", () => {
    const later = new Date(now.getTime() + 1_000);
    const exact = ruleFor("green tea");
    const longer = ruleFor("green tea", { match: "contains" });
    const newer = ruleFor("tea", { match: "contains", updatedAt: later });
    const older = ruleFor("green", { match: "contains" });
    expect(indexOf(older, newer, longer, exact).find("en", "green tea", later)).toEqual([exact, longer, newer, older]);
  });

  it("no more under words it no longer has, nor once removed", () => {
    const rule = ruleFor("tea");
    const index = indexOf(rule, { ...rule, query: "coffee" });
    expect(index.find("en", "tea", now)).toEqual([]);
    expect(index.find("en", "coffee", now)).toHaveLength(1);
    index.delete(rule.ruleId);
    expect(index.find("en", "coffee", now)).toEqual([]);
  });
});
