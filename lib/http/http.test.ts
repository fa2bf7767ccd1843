import { expect, it } from "vitest";
import { hasBearer } from "@/lib/http/bearer";
import { requestIdOf } from "@/lib/http/request-log";

it("opens to the right bearer alone", () => {
  const given = (authorization?: string) => hasBearer(new Headers(authorization ? { authorization } : {}), "secret");
  expect([given("Bearer secret"), given("Bearer secre"), given("secret"), given()]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it("keeps the id a proxy gave a request, and makes one for what could be anything", () => {
  expect(requestIdOf(new Headers({ "x-request-id": "abc-1.2:3" }))).toBe("abc-1.2:3");
  for (const bad of ["", "a b", "x".repeat(65), '"}{"']) {
    expect(requestIdOf(new Headers({ "x-request-id": bad }))).toMatch(/^[0-9a-f-]{36}$/);
  }
});
