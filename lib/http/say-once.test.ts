import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sayOnce } from "./say-once";

const server = http.createServer((_, response) => {
  response.setHeader("location", "/here");
  response.appendHeader("location", "/here");
  response.setHeader("set-cookie", "a=1");
  response.appendHeader("set-cookie", "b=2");
  response.writeHead(308).end();
});
beforeAll(async () => {
  sayOnce();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

it("an address to go to is told once, and what differs is told whole", async () => {
  const { port } = server.address() as AddressInfo;
  const reply = await fetch(`http://127.0.0.1:${port}/`, { redirect: "manual" });
  expect(reply.headers.get("location")).toBe("/here");
  expect(reply.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});
