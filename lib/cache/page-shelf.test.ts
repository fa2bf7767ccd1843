import { createServer, type IncomingHttpHeaders, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerFromShelf } from "./answer-from-shelf";
import { PageShelf } from "./page-shelf";
import { compressPage, shelvePage } from "./shelve-page";

const html = `<html>${"Tee und Töpfe ".repeat(200)}</html>`;
const made = (tags = "a,b", text = html) =>
  shelvePage(
    {
      html: Buffer.from(text),
      headers: { "x-next-cache-tags": tags, "content-security-policy": "script-src 'self'" },
      revalidateSeconds: 900,
      expireSeconds: 86_400,
    },
    Date.now(),
  );

describe("a shelf", () => {
  it("gives up what carries a stale tag, and keeps the rest", () => {
    const shelf = new PageShelf(1_000_000);
    shelf.put("/1", made("product:1,shipping"));
    shelf.put("/2", made("product:2,shipping"));
    shelf.drop(["product:1"]);
    expect([shelf.find("/1", 0), shelf.find("/2", 0)].map(Boolean)).toEqual([false, true]);
    shelf.drop(["shipping"]);
    expect(shelf.find("/2", 0)).toBeUndefined();
  });

  it("answers with nothing that is past its time", () => {
    const shelf = new PageShelf(1_000_000);
    const page = made();
    shelf.put("/1", page);
    expect(shelf.find("/1", page.freshUntil - 1)).toBe(page);
    expect(shelf.find("/1", page.freshUntil)).toBeUndefined();
  });

  it("never weighs more than it may: the least recently read goes first", () => {
    const shelf = new PageShelf(30);
    for (const path of ["/1", "/2", "/3"]) shelf.put(path, made("", "0123456789"));
    shelf.find("/1", 0);
    shelf.put("/4", made("", "0123456789"));
    expect(["/1", "/2", "/3", "/4"].filter((path) => shelf.find(path, 0))).toEqual(["/1", "/3", "/4"]);
    shelf.put("/1", made("", "01234567890123456789"));
    expect(["/1", "/3", "/4"].filter((path) => shelf.find(path, 0))).toEqual(["/1", "/4"]);
  });
});

describe("a server with a shelf", () => {
  const shelf = new PageShelf(1_000_000);
  const page = made();
  const server = createServer((request, response) => response.end(`asked: ${request.method} ${request.url}`));
  beforeAll(async () => {
    await compressPage(page);
    shelf.put("/en-US/p/pot", page);
    answerFromShelf(shelf);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => server.close());

  interface Reply {
    status: number;
    headers: IncomingHttpHeaders;
    body: Buffer;
  }
  const ask = (headers: Record<string, string> = {}, method = "GET", path = "/en-US/p/pot") =>
    new Promise<Reply>((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      send({ port, host: "127.0.0.1", path, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      })
        .on("error", reject)
        .end();
    });

  it("answers a page whole, with what Next would say of it, and nobody's tags", async () => {
    const { status, headers, body } = await ask();
    expect([status, body.toString()]).toEqual([200, html]);
    expect(headers).toMatchObject({
      "cache-control": "s-maxage=900, stale-while-revalidate=85500",
      "content-length": String(body.length),
      "content-type": "text/html; charset=utf-8",
      "x-content-type-options": "nosniff",
      vary: expect.stringContaining("Accept-Encoding"),
    });
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["content-security-policy"]).toContain("script-src 'self'");
    expect(headers).not.toHaveProperty("x-next-cache-tags");
    expect(headers).not.toHaveProperty("set-cookie");
  });

  it("is compressed for those who accept it", async () => {
    const brotli = await ask({ "accept-encoding": "gzip, deflate, br" });
    expect(brotli.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(brotli.body).toString()).toBe(html);
    const gzip = await ask({ "accept-encoding": "br;q=0, gzip;q=0.5" });
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(gzip.body).toString()).toBe(html);
    expect((await ask({ "accept-encoding": "identity" })).headers["content-encoding"]).toBeUndefined();
  });

  it("says that nothing changed to whoever has it, and sends no body to HEAD", async () => {
    const { headers } = await ask();
    const again = await ask({ "if-none-match": String(headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect((await ask({ "if-none-match": 'W/"other"' })).status).toBe(200);
    const head = await ask({}, "HEAD");
    expect([head.status, head.body.length, head.headers["content-length"]]).toEqual([
      200,
      0,
      headers["content-length"],
    ]);
  });

  it.each([
    ["the router's data", { rsc: "1" }, "GET", "/en-US/p/pot"],
    ["a prefetch", { "next-router-prefetch": "1" }, "GET", "/en-US/p/pot"],
    ["an action", { "next-action": "1" }, "POST", "/en-US/p/pot"],
    ["a form without script", {}, "POST", "/en-US/p/pot"],
    ["a draft", { cookie: "__prerender_bypass=1" }, "GET", "/en-US/p/pot"],
    ["another address", {}, "GET", "/en-US/p/pan"],
    ["a query", {}, "GET", "/en-US/p/pot?x=1"],
  ])("leaves %s to Next", async (_, headers, method, path) => {
    expect((await ask(headers, method, path)).body.toString()).toBe(`asked: ${method} ${path}`);
  });
});
