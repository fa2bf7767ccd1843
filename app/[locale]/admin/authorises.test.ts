import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = import.meta.dirname;
/** The one page and action for whoever has not signed in yet. */
const open = new Set(["sign-in/page.tsx", "sign-in/actions.ts"]);

const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => !open.has(file));
/** The one guard or the other comes first. */
const guard = /await require(Staff|Operator)\(/;
const source = (file: string) => readFileSync(path.join(root, file), "utf8");
/** Where the merchant's data is touched. */
const touches = /\bdb\(\)|\bcookies\(|showChange\(|endSession\(|chooseMerchant\(/;

describe.each(files.filter((file) => path.basename(file) === "page.tsx"))("page %s", (file) => {
  it("asks who is there before it reads anything", () => {
    const [, body = ""] = source(file).split(/export default async function/);
    const asked = body.search(guard);
    expect(asked).toBeGreaterThan(0);
    const touched = body.search(touches);
    if (touched >= 0) expect(asked).toBeLessThan(touched);
  });
});

const actions = files
  .filter(
    (file) =>
      /^["']use server["']/m.test(path.extname(file).startsWith(".ts") ? source(file) : "") &&
      !file.endsWith(".test.ts"),
  )
  .flatMap((file) =>
    source(file)
      .split(/^export (?=async function|const)/m)
      .slice(1)
      .map((body) => [file, /function (\w+)|const (\w+)/.exec(body)?.[0] ?? "", body] as const),
  );

it("finds the pages and actions it walks", () => {
  expect(files.filter((file) => file.endsWith("page.tsx")).length).toBeGreaterThanOrEqual(5);
  expect(actions.length).toBeGreaterThanOrEqual(7);
});

describe.each(actions)("action %s %s", (_file, _name, body) => {
  it("asks who is there before it touches anything", () => {
    const asked = body.search(guard);
    expect(asked).toBeGreaterThan(0);
    const touched = body.search(touches);
    if (touched >= 0) expect(asked).toBeLessThan(touched);
  });
});
