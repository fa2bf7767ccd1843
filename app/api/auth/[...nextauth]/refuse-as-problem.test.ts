import { NextRequest } from "next/server";
import { expect, it } from "vitest";
import { refuseAsProblem } from "./refuse-as-problem";

const url = "http://localhost:3000/api/auth/callback/credentials";
const request = new NextRequest(url);
const told = async (ask: () => Promise<Response>, asked = request) => {
  const answer = await refuseAsProblem(asked, ask);
  return [answer.status, await answer.text()];
};

const refusal = [400, '{"error":{"code":"invalid_request"}}'];

it.each([
  ["an action it doesn't have", new Response("Error: This action with HTTP GET is not supported", { status: 400 })],
  ["the credentials' callback by GET", new Response("Error: Callback for provider type credentials", { status: 500 })],
])("%s is the asker's fault, in the words of every fault", async (_what, answer) => {
  expect(await told(async () => answer)).toEqual(refusal);
});

const misconfigured = async () => Response.json({ message: "server configuration" }, { status: 500 });

it.each([
  new NextRequest(`${url}?callbackUrl=nowhere`),
  new NextRequest(`${url}?callbackUrl=javascript:0`),
  new NextRequest(url, { headers: { cookie: "__Secure-next-auth.callback-url=nowhere" } }),
])("so is an address to come back to that is none", async (asked) => {
  expect(await told(misconfigured, asked)).toEqual(refusal);
});

it("what the shop itself is to blame for is thrown: settings that are wrong, and what nobody foresaw", async () => {
  const cookie = `next-auth.callback-url=${encodeURIComponent("https://shop.example/admin")}`;
  for (const asked of [request, new NextRequest(`${url}?callbackUrl=/en-US/admin`, { headers: { cookie } })])
    await expect(told(misconfigured, asked)).rejects.toThrow("server configuration");
  await expect(told(() => Promise.reject(new TypeError("unforeseen")))).rejects.toThrow("unforeseen");
});

it("a body that can't be read is the asker's fault, too", async () => {
  expect(await told(() => new Request(request, { method: "POST", body: "{" }).json())).toEqual(refusal);
});

it("what NextAuth has an answer to passes, a refused sign-in with it", async () => {
  expect(await told(async () => Response.json({}))).toEqual([200, "{}"]);
  expect(await told(async () => Response.json({ url: "/x" }, { status: 401 }))).toEqual([401, '{"url":"/x"}']);
});
