import http, { type RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, it } from "vitest";
import { loadFaultWords } from "@/lib/i18n/messages";
import { answerFailedForms } from "./failed-forms";
import { refuseUnreadableForm, watchForms } from "./unreadable-form";

beforeAll(async () => {
  await answerFailedForms();
  watchForms();
});

const fails =
  (status: number, text: string): RequestListener =>
  (_, response) => {
    response.statusCode = status;
    response.setHeader("content-type", "text/plain");
    response.setHeader("content-length", text.length);
    response.end(text);
  };

async function reply(listener: RequestListener, path: string, init: RequestInit = { method: "POST" }) {
  const server = http.createServer(async (request, response) => {
    await sleep(1);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const answered = await fetch(`http://127.0.0.1:${port}${path}`, init);
  const told = {
    status: answered.status,
    type: answered.headers.get("content-type")?.split(";")[0],
    text: await answered.text(),
  };
  server.close();
  return told;
}

it("a form without a script that fails is answered in its market's words, with the way back", async () => {
  for (const [status, text] of [
    [500, "Internal Server Error"],
    [409, "Server Action unavailable."],
  ] as const) {
    const { title, again } = await loadFaultWords("ja");
    const told = await reply(fails(status, text), "/ja-JP/cart?from=a&b=%22");
    expect([told.status, told.type]).toEqual([status, "text/html"]);
    expect(told.text).toContain(`<h1>${title}</h1>`);
    expect(told.text).toContain(`<a href="/ja-JP/cart?from=a&amp;b=%22">${again}</a>`);
    expect(told.text).not.toContain(text);
  }
  const { deskText } = await loadFaultWords("de");
  expect((await reply(fails(500, "Internal Server Error"), "/de-DE/admin/orders")).text).toContain(deskText);
});

it("so is one that can't be read, with the status that says whose fault it is", async () => {
  const told = await reply((_, response) => {
    refuseUnreadableForm(new Error("Body exceeded 1 MB limit."));
    fails(500, "Internal Server Error")(_, response);
  }, "/en-US/cart");
  expect([told.status, told.type]).toEqual([413, "text/html"]);
});

it("what a script sent, what was read, and what succeeded or was told as a page stays as it is", async () => {
  const failed = fails(500, "Internal Server Error");
  const page: RequestListener = (_, response) =>
    void response.writeHead(500, { "content-type": "text/html" }).end("a page");
  const told = [
    await reply(failed, "/en-US/cart", { method: "POST", headers: { "next-action": "a" } }),
    await reply(failed, "/en-US/cart", { method: "GET" }),
    await reply(failed, "/api/carts"),
    await reply(fails(200, "fine"), "/en-US/cart"),
    await reply(page, "/en-US/cart"),
  ];
  const bare = "Internal Server Error";
  expect(told.map(({ text }) => text)).toEqual([bare, bare, bare, "fine", "a page"]);
});
