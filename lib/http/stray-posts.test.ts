import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { refuseStrayPosts } from "./stray-posts";

const server = http.createServer((_request, response) => response.end("made"));
let origin = "";

beforeAll(async () => {
  refuseStrayPosts();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const ask = (path: string, headers: Record<string, string>, method = "POST") =>
  fetch(origin + path, { method, headers, ...(method === "POST" ? { body: new Uint8Array(3) } : {}) });

it.each(["", "application/x-www-form-urlencoded", "application/json", "text/plain", "multipart/mixed"])(
  "a page makes nothing of what is none of its actions: %s",
  async (type) => {
    for (const path of ["/en-US", "/de-DE/cart?x=1", "/ja-JP/p/nothing"]) {
      const reply = await ask(path, type ? { "content-type": type } : {});
      expect([reply.status, reply.headers.get("accept-post")], path).toEqual([415, "multipart/form-data"]);
      expect(reply.headers.get("cache-control")).toBe("no-store");
      expect(await reply.text()).toBe("Unsupported Media Type");
    }
  },
);

it("an action goes on, of a form or of a script", async () => {
  expect((await ask("/en-US/cart", { "content-type": "Multipart/Form-Data; boundary=x" })).status).toBe(200);
  expect((await ask("/en-US/cart", { "content-type": "text/plain", "next-action": "40ab" })).status).toBe(200);
});

it("so does what is read, and what is no page", async () => {
  expect((await ask("/en-US/cart", {}, "GET")).status).toBe(200);
  expect((await ask("/api/webhooks/stripe", { "content-type": "application/json" })).status).toBe(200);
});
