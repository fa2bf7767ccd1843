import { expect, it } from "vitest";
import { safeReturnPath } from "./return-path";

it.each([
  ["/en-US/admin/orders?status=to_pack", "/en-US/admin/orders?status=to_pack"],
  ["/ja-JP/admin", "/ja-JP/admin"],
])("goes back to %s", (wanted, path) => {
  expect(safeReturnPath(wanted, "en-US")).toBe(path);
});

it.each([
  "https://evil.example/en-US/admin",
  "//evil.example/en-US/admin",
  "/\\evil.example/en-US/admin",
  "\\\\evil.example/en-US/admin",
  "javascript:alert(1)",
  "/en-US/admin/../../../api/auth/signout",
  "/en-US/administrator",
  "/en-US/admin/sign-in?returnTo=/en-US/admin/sign-in",
  "/en-US/cart",
  "",
  undefined,
  ["/en-US/admin"],
  `/en-US/admin/${"a".repeat(600)}`,
])("goes nowhere else: %s", (wanted) => {
  expect(safeReturnPath(wanted, "de-DE")).toBe("/de-DE/admin");
});
