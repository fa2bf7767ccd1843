import http from "node:http";
import { expect, it } from "vitest";
import { mendAddress, mendRequests } from "@/lib/http/mend-request";

it.each([
  ["/en-US/c/audio?f=%ff", "/en-US/c/audio?f=%ff"],
  ["/ja-JP/c/%E6%80%A5%E9%A0%88", "/ja-JP/c/%E6%80%A5%E9%A0%88"],
  ["/en-US/c/100%25", "/en-US/c/100%25"],
  ["/en-US/c/%ff/x?q=%ff", "/en-US/c/%25ff/x?q=%ff"],
  ["/en-US/c/%E0%A4/%E6%80%A5", "/en-US/c/%25E0%25A4/%E6%80%A5"],
  ["/api/menu/%", "/api/menu/%25"],
  ["/en-US/p/a%00b", "/en-US/p/a%2500b"],
  ["*", "/*"],
  ["http://shop.example/en-US/c/%ff?q=tea", "/en-US/c/%25ff?q=tea"],
  ["HTTPS://shop.example:8443", "/"],
  ["http://shop.example?q=tea", "/?q=tea"],
  [
    "/_next/image?url=%2Fmedia%2Fdemo%2F07fd1ed5.webp&w=640&q=75",
    "/_next/image?url=%2Fmedia%2Fdemo%2F07fd1ed5.webp&w=640&q=75",
  ],
  ["/_next/image?url=%2Fmedia%2F%25&w=640", "/_next/image"],
  ["/_next/image?url=%2Fmedia%2F%25ff.png&w=640", "/_next/image"],
  ["/_next/image?url=%2Fmedia%2F%00&w=640", "/_next/image"],
  ["/_next/image?url=/media/..//demo/07fd1ed5.webp&w=640", "/_next/image"],
  ["/_next/image?w=640", "/_next/image"],
])("%s is read as %s", (given, read) => {
  expect(mendAddress(given)).toBe(read);
});

it("parts and conditions of what is read are passed over, and so is a policy that a stranger writes", async () => {
  mendRequests();
  const heard = new Promise<http.IncomingHttpHeaders>((resolve) => {
    const server = http.createServer((request, response) => {
      resolve(request.headers);
      response.end();
      server.close();
    });
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" ? address?.port : 0;
      const conditions = { range: "bytes=999-", "if-range": "x", "if-match": '"x"', "if-unmodified-since": "x" };
      const headers = { ...conditions, "content-security-policy": "script-src 'nonce-x'", "if-none-match": '"x"' };
      http.get({ port, host: "127.0.0.1", headers });
    });
  });
  expect(Object.keys(await heard).toSorted()).toEqual(["connection", "host", "if-none-match"]);
});

it.each([
  ["TRACE", "DELETE"],
  ["PROPFIND", "DELETE"],
  ["PATCH", "PATCH"],
])("is done before a server's own listener hears of the request: %s", async (method, heard) => {
  mendRequests();
  const server = http.createServer((request, response) => response.end(`${request.method} ${request.url}`));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const said = await new Promise<string>((resolve, reject) => {
    const asked = http.request({ port, host: "127.0.0.1", method, path: "/x/%ff" }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk;
      });
      response.on("end", () => resolve(text));
    });
    asked.on("error", reject).end();
  });
  server.close();
  expect(said).toBe(`${heard} /x/%25ff`);
});
