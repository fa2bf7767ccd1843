import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { config } from "@/proxy";
import { isMadeForRequest, madeForRequest } from "./made-for-request";

const rooms = new Set(madeForRequest.map((page) => page.split("/")[0]));
const folders = globSync("app/[[]locale[]]/**/page.tsx")
  .map((file) => file.replace(/^app\/\[locale\]\/|\([\w-]+\)\//g, "").replace(/\/page\.tsx$/, ""))
  .filter((page) => rooms.has(page.split("/")[0]));

test("every page of the proxy's rooms is named, and no other", () => {
  expect([...madeForRequest].sort()).toEqual(folders.sort());
  const matched = config.matcher.join(" ");
  for (const room of rooms) expect(matched, room).toContain(room);
});

test.each([
  ["orders/token/label/1", true],
  ["browse/audio/headphones", true],
  ["admin/orders/1/slip", true],
  ["admin/nothing", true],
  ["orders/token/label", false],
  ["orders/token/x", false],
  ["browse", false],
  ["cart/x", false],
  ["drop", false],
])("%s: %s", (path, made) => {
  expect(isMadeForRequest(path)).toBe(made);
});
