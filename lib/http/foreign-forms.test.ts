import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { refuseForeignForms } from "./foreign-forms";

const server = http.createServer((_request, response) => response.end("made"));
let port = 0;

beforeAll(async () => {
  refuseForeignForms();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());

async function post(path: string, headers: http.OutgoingHttpHeaders, method = "POST") {
  const reply = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const sent = { port, host: "127.0.0.1", method, path, headers: { host: "shop.example", ...headers } };
    http.request(sent, resolve).on("error", reject).end("a=1");
  });
  reply.resume();
  return reply.statusCode;
}

it.each([
  "https://evil.example",
  "https://shop.example.evil.example",
  "https://shop.example:8443",
  "null",
  "no address",
  "",
])("a form of another site's page is refused: %s", async (origin) => {
  expect(await post("/en-US/cart", { origin })).toBe(403);
  expect(await post("/de-DE?x=1", { origin, "x-forwarded-host": "shop.example" })).toBe(403);
});

it("one of the shop's own pages is not, by the name it was asked by", async () => {
  expect(await post("/en-US/cart", { origin: "https://shop.example" })).toBe(200);
  const asked = { origin: "https://shop.example", host: "10.0.0.7:3000", "x-forwarded-host": "shop.example, 10.0.0.2" };
  expect(await post("/en-US/cart", asked)).toBe(200);
});

it("a proxy that says a name of its own, and leaves the one it was asked by alone, keeps nobody from buying", async () => {
  const asked = { origin: "https://shop.example", "x-forwarded-host": "shop-7f9c.internal.example" };
  expect(await post("/en-US/checkout", asked)).toBe(200);
  expect(await post("/en-US/checkout", { ...asked, origin: "https://evil.example" })).toBe(403);
});

it("neither is what no browser sends, what is only read, and what is no page", async () => {
  const origin = "https://evil.example";
  expect(await post("/en-US/cart", {})).toBe(200);
  expect(await post("/en-US/cart", { origin }, "GET")).toBe(200);
  expect(await post("/api/webhooks/stripe", { origin })).toBe(200);
});
