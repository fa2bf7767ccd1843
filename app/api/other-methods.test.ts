import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { otherMethods } from "./other-methods";

it("what a handler doesn't have is refused with what it has", async () => {
  const { POST, OPTIONS } = otherMethods("GET");
  const refused = await POST();
  expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  expect((await refused.json()).error.code).toBe("method_not_allowed");
  const told = await OPTIONS();
  expect([told.status, told.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
});

it("every handler of the shop refuses so, pictures and sitemaps too", () => {
  const root = path.join(process.cwd(), "app");
  const handlers = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts") && !file.includes("[...missing]"))
    .map((file) => ({ file, source: readFileSync(path.join(root, file), "utf8") }));
  expect(handlers.length).toBeGreaterThan(15);
  for (const { file, source } of handlers) expect([file, source.includes("= otherMethods(")]).toEqual([file, true]);
});
