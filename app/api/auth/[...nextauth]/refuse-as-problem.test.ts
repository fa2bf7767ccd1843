import { expect, it } from "vitest";
import { refuseAsProblem } from "./refuse-as-problem";

const request = new Request("http://localhost:3000/api/auth/callback/credentials");
const told = async (ask: () => Promise<Response>) => {
  const answer = await refuseAsProblem(request, ask);
  return [answer.status, await answer.text()];
};

const refusal = [400, '{"error":{"code":"invalid_request"}}'];

it.each([
  ["an action it doesn't have", new Response("Error: This action with HTTP GET is not supported", { status: 400 })],
  ["the credentials' callback by GET", new Response("Error: Callback for provider type credentials", { status: 500 })],
  ["an address to come back to that is none", Response.json({ message: "server configuration" }, { status: 500 })],
])("%s is the asker's fault, in the words of every fault", async (_what, answer) => {
  expect(await told(async () => answer)).toEqual(refusal);
});

it("so is a body that can't be read", async () => {
  expect(await told(() => new Request(request, { method: "POST", body: "{" }).json())).toEqual(refusal);
});

it("what NextAuth has an answer to passes, a refused sign-in with it", async () => {
  expect(await told(async () => Response.json({}))).toEqual([200, "{}"]);
  expect(await told(async () => Response.json({ url: "/x" }, { status: 401 }))).toEqual([401, '{"url":"/x"}']);
});
