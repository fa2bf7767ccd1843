import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerRoute } from "./answer-route";

const server = createServer((request, response) => response.end(`left: ${request.method} ${request.url}`));
let origin = "";

beforeAll(async () => {
  answerRoute("/api/early", async (request) => {
    const { searchParams } = new URL(request.url);
    if (searchParams.has("fail")) throw new Error("it fails");
    const named = ["x-request-id", "x-forwarded-for", "cookie"].map((name) => request.headers.get(name));
    const body = [searchParams.get("q"), ...named].join(" ");
    return new Response(body, { status: 203, headers: { "cache-control": "no-store" } });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

it("answers the route's GET with its handler's status, headers and body, and what every reply is sent with", async () => {
  const headers = { "x-request-id": "r-1", "x-forwarded-for": "198.51.100.7", cookie: "a=b" };
  const reply = await fetch(`${origin}/api/early?q=%C3%A4`, { headers });
  expect([reply.status, await reply.text()]).toEqual([203, "ä r-1 198.51.100.7 "]);
  expect(reply.headers.get("cache-control")).toBe("no-store");
  expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
  expect(reply.headers.get("content-length")).toBe("20");
});

it("leaves other methods and other paths to those after", async () => {
  expect(await (await fetch(`${origin}/api/early?q=a`, { method: "POST" })).text()).toBe("left: POST /api/early?q=a");
  expect(await (await fetch(`${origin}/api/early/on?q=a`)).text()).toBe("left: GET /api/early/on?q=a");
  expect(await (await fetch(`${origin}/api/earlybird`)).text()).toBe("left: GET /api/earlybird");
});

it("ends the connection when the handler throws, and goes on", async () => {
  await expect(fetch(`${origin}/api/early?fail=1`)).rejects.toThrow();
  expect((await fetch(`${origin}/api/early?q=a`)).status).toBe(203);
});
