import { NextRequest } from "next/server";
import { expect, it } from "vitest";
import { boundBody } from "./bound-body";

const url = "http://shop.test/api/auth/callback/credentials?json=1";
const headers = { "content-type": "application/json", cookie: "a=b" };
const post = (body: BodyInit) => new NextRequest(url, { method: "POST", headers, body, duplex: "half" });

it("what NextAuth is sent stays as it was", async () => {
  const request = await boundBody(post('{"email":"a"}'));
  expect(await request?.json()).toEqual({ email: "a" });
  expect([request?.method, request?.url, request?.headers.get("content-type")]).toEqual([
    "POST",
    url,
    "application/json",
  ]);
  expect(request?.nextUrl.searchParams.get("json")).toBe("1");
});

it("a body without end is not read to its end", async () => {
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(4096));
    },
  });
  expect(await boundBody(post(endless))).toBeNull();
  expect(pulled).toBeLessThan(10);
});

it("a request without a body goes on", async () => {
  const request = new NextRequest(url);
  expect(await boundBody(request)).toBe(request);
});
