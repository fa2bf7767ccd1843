import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mendRequests } from "./mend-request";
import { refuseOtherMethods } from "./page-methods";

const server = http.createServer((_request, response) => response.end("made"));
let port = 0;

beforeAll(async () => {
  mendRequests();
  refuseOtherMethods();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());

async function ask(method: string, path: string, body = "") {
  const reply = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.request({ port, host: "127.0.0.1", method, path }, resolve).on("error", reject).end(body);
  });
  reply.resume();
  return { status: reply.statusCode, allow: reply.headers.allow, nosniff: reply.headers["x-content-type-options"] };
}

it.each(["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])("a page asked by %s says what it allows", async (method) => {
  const refused = { status: 405, allow: "GET, HEAD, POST, OPTIONS", nosniff: "nosniff" };
  for (const path of ["/en-US", "/de-DE/cart?x=1", "/ja-JP/p/steel-teapot", "/en-US?page=2"])
    expect(await ask(method, path, "a body"), path).toEqual(refused);
});

it("who asks a page for its methods is told", async () => {
  expect(await ask("OPTIONS", "/en-US/cart")).toMatchObject({ status: 204, allow: "GET, HEAD, POST, OPTIONS" });
});

it("what a page is asked by goes on, and so does what is no page", async () => {
  for (const method of ["GET", "HEAD", "POST"]) expect((await ask(method, "/en-US/cart")).status, method).toBe(200);
  for (const path of ["/", "/api/search", "/media/a.webp", "/robots.txt", "/xx-YY/cart", "/?en-US"])
    expect((await ask("DELETE", path)).status, path).toBe(200);
});
