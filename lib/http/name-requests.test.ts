import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerRoute } from "./answer-route";
import { nameRequests } from "./name-requests";

const server = http.createServer(({ headers }, response) => response.end(headers["x-request-id"]));
let origin = "";
beforeAll(async () => {
  nameRequests();
  answerRoute("/early", async ({ headers }) => new Response(headers.get("x-request-id")));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const ask = async (path: string, given?: string) => {
  const reply = await fetch(origin + path, { headers: given ? { "x-request-id": given } : {} });
  return { heard: await reply.text(), told: reply.headers.get("x-request-id") };
};

it.each(["/", "/early"])("one id is heard and told, new for each request or the one a proxy gave: %s", async (path) => {
  const [first, second] = [await ask(path), await ask(path)];
  expect(first.heard).toMatch(/^[0-9a-f-]{36}$/);
  expect(first.told).toBe(first.heard);
  expect(second.heard).not.toBe(first.heard);
  expect(await ask(path, "edge-1.2:3")).toEqual({ heard: "edge-1.2:3", told: "edge-1.2:3" });
  expect((await ask(path, "what a stranger wrote")).told).toMatch(/^[0-9a-f-]{36}$/);
});
