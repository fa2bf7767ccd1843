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

it("every other failure is the server's", async () => {
  expect(await answerTo(new Error("the database is away"))).toEqual([false, 500, "Internal Server Error"]);
  expect(await answerTo("Body exceeded 1 MB limit.")).toEqual([false, 500, "Internal Server Error"]);
  expect(await answerTo(new Error("Body exceeded 1 MB limit."), "GET")).toEqual([false, 500, "Internal Server Error"]);
});
