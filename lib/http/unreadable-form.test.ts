import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, it } from "vitest";
import { refuseUnreadableForm, watchForms } from "./unreadable-form";

beforeAll(watchForms);

/** What a server answers that fails with an error, tells of it, and then says 500. */
async function answerTo(error: unknown, method = "POST"): Promise<unknown[]> {
  let refused = false;
  const server = http.createServer(async (_request, response) => {
    await sleep(1);
    refused = refuseUnreadableForm(error);
    const body = "Internal Server Error";
    response.statusCode = 500;
    response.setHeader("content-length", body.length);
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const reply = await fetch(`http://127.0.0.1:${port}/en-US/cart`, { method });
  const told = [refused, reply.status, await reply.text()];
  server.close();
  return told;
}

it("a form that can't be read is the sender's fault", async () => {
  const garbage = await new Request("http://localhost", {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=x" },
    body: "no form",
  })
    .formData()
    .catch((error: unknown) => error);
  expect(await answerTo(garbage)).toEqual([true, 400, "Bad Request"]);
  expect(await answerTo(new Error("Body exceeded 1 MB limit."))).toEqual([true, 413, "Payload Too Large"]);
});

const thrown = (frames: string[], message = "Connection closed.") =>
  Object.assign(new Error(message), { stack: [`Error: ${message}`, ...frames.map((at) => `    at ${at}`)].join("\n") });
const next = "tY (/shop/node_modules/next/dist/compiled/next-server/app-page-turbo.runtime.prod.js:15:80738)";
const busboy = "s (/shop/node_modules/next/dist/compiled/busboy/index.js:1:5)";
const node = "process.processTicksAndRejections (node:internal/process/task_queues:104:5)";
const shop = "async e (/shop/.next/server/chunks/ssr/lib_orders.js:1:950)";

it("so is what can't be read of an action's arguments, whoever finds out", async () => {
  for (const frames of [
    [next, shop],
    ["JSON.parse (<anonymous>)", next],
    [node, busboy],
    ["BigInt (<anonymous>)", node, next],
  ])
    expect(await answerTo(thrown(frames)), frames.join()).toEqual([true, 400, "Bad Request"]);
});

it("what the shop or a package of its throws is not, though Next has called it", async () => {
  const database = "vn.request (/shop/node_modules/@prisma/client/runtime/client.js:1:1)";
  for (const frames of [[shop, next], [node, database, next], [node], []])
    expect(await answerTo(thrown(frames)), frames.join()).toEqual([false, 500, "Internal Server Error"]);
});

it("an action's reply that has begun to be written bears the status", async () => {
  const server = http.createServer((_request, response) => {
    refuseUnreadableForm(thrown([next]));
    refuseUnreadableForm(thrown([next]));
    response.statusCode = 500;
    response.write("0:{}");
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const reply = await fetch(`http://127.0.0.1:${port}/en-US/cart`, { method: "POST" });
  expect([reply.status, await reply.text()]).toEqual([400, "0:{}"]);
  server.close();
});

it("every other failure is the server's", async () => {
  expect(await answerTo(new Error("the database is away"))).toEqual([false, 500, "Internal Server Error"]);
  expect(await answerTo("Body exceeded 1 MB limit.")).toEqual([false, 500, "Internal Server Error"]);
  expect(await answerTo(new Error("Body exceeded 1 MB limit."), "GET")).toEqual([false, 500, "Internal Server Error"]);
});
