import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "@/dev/ports";
import type { Resolve } from "@/lib/http/checked-lookup";
import { downloadPicture } from "./download-picture";

let server: Server;
let origin: string;
let asked: string[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const isOurs = (address: string) => address === "127.0.0.1";
const port = () => new URL(origin).port;
const resolveTo =
  (...addresses: string[]): Resolve =>
  (_, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
const codeOf = async (url: string, options = {}) => {
  const downloaded = await downloadPicture(url, options);
  return downloaded.ok ? "ok" : `${downloaded.error.code}${downloaded.error.lasting ? ", lasting" : ""}`;
};

describe("whom a picture's address may make us talk to", () => {
  const spellings = [
    "http://127.0.0.1:PORT/",
    "http://localhost:PORT/",
    "http://127.1:PORT/",
    "http://2130706433:PORT/",
    "http://0x7f000001:PORT/",
    "http://0177.0.0.1:PORT/",
    "http://[::1]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[::ffff:7f00:1]:PORT/",
    "http://0.0.0.0:PORT/",
    "http://[::]:PORT/",
    "http://①②⑦.⓪.⓪.①:PORT/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/",
    "http://10.0.0.1/",
    "http://user:secret@8.8.8.8/",
    "http://8.8.8.8:22/",
    "http://8.8.8.8:25/",
    "file:///etc/passwd",
    "ftp://8.8.8.8/x",
    "gopher://8.8.8.8/",
    "data:image/png;base64,AAAA",
  ];
  it.each(spellings)("refuses %s", async (spelling) => {
    asked = [];
    answer = (_, response) => response.end("secret");
    expect(await codeOf(spelling.replace("PORT", port()))).toBe("address_refused, lasting");
    expect(asked).toEqual([]);
  });

  it("refuses what is no address", async () => {
    expect(await codeOf("not an address")).toBe("url_refused, lasting");
  });

  it("refuses a public name that resolves to a private address, even beside a public one", async () => {
    asked = [];
    for (const addresses of [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"], ["10.0.0.1"]]) {
      expect(await codeOf(`http://pictures.example:${port()}/`, { resolve: resolveTo(...addresses) })).toBe(
        "address_refused, lasting",
      );
    }
    expect(asked).toEqual([]);
  });

  it("looks a name up once, for the connection itself: a second answer has nobody to fool", async () => {
    let lookups = 0;
    const rebinding: Resolve = (_, done) => {
      lookups += 1;
      done(null, [{ address: lookups === 1 ? "127.0.0.1" : "8.8.8.8", family: 4 }]);
    };
    expect(await codeOf(`http://rebind.example:${port()}/`, { resolve: rebinding })).toBe("address_refused, lasting");
    expect(lookups).toBe(1);
  });

  it("checks every redirect again", async () => {
    for (const location of [
      `http://127.0.0.2:${port()}/`,
      `//[::1]:${port()}/`,
      "http://169.254.169.254/latest/meta-data/",
      "file:///etc/passwd",
    ]) {
      asked = [];
      answer = (_, response) => response.writeHead(302, { location }).end();
      expect(await codeOf(origin, { isAllowedAddress: isOurs })).toBe("address_refused, lasting");
      expect(asked).toEqual(["/"]);
    }
    let hops = 0;
    answer = (_, response) => {
      hops += 1;
      response.writeHead(302, { location: `/hop-${hops}` }).end();
    };
    expect(await codeOf(origin, { isAllowedAddress: isOurs })).toBe("redirects_too_many, lasting");
    expect(hops).toBe(4);
  });
});

describe("what an address answers", () => {
  const fetchIt = (options = {}) => codeOf(`${origin}/picture`, { isAllowedAddress: isOurs, ...options });

  it("is taken after a redirect", async () => {
    answer = (request, response) =>
      request.url === "/picture" ? response.writeHead(301, { location: "/moved" }).end() : response.end("bytes");
    const downloaded = await downloadPicture(`${origin}/picture`, { isAllowedAddress: isOurs });
    expect(downloaded.ok && Buffer.from(downloaded.value).toString()).toBe("bytes");
  });

  it("may be asked for later when it is an error, unless it is gone for good", async () => {
    answer = (_, response) => response.writeHead(404).end();
    expect(await fetchIt()).toBe("answered");
    answer = (_, response) => response.writeHead(503).end();
    expect(await fetchIt()).toBe("answered");
    answer = (_, response) => response.writeHead(410).end();
    expect(await fetchIt()).toBe("answered, lasting");
  });

  it("is cut off when it is too large, whether it says so or not", async () => {
    answer = (_, response) => response.writeHead(200, { "content-length": "5000" }).end("x".repeat(5_000));
    expect(await fetchIt({ bytesMax: 1_000 })).toBe("too_large, lasting");
    answer = (_, response) => {
      const write = () => (response.destroyed || response.write("x".repeat(200)) ? setTimeout(write, 1) : undefined);
      write();
    };
    expect(await fetchIt({ bytesMax: 1_000 })).toBe("too_large, lasting");
  });

  it("is waited for only so long, drop by drop or not at all", async () => {
    answer = () => undefined;
    expect(await fetchIt({ timeoutMs: 200 })).toBe("timed_out");
    answer = (_, response) => {
      const drip = setInterval(() => (response.destroyed ? clearInterval(drip) : response.write("x")), 20);
    };
    expect(await fetchIt({ timeoutMs: 300 })).toBe("timed_out");
    server.closeAllConnections();
  });

  it("may not come at all", async () => {
    expect(await codeOf(`http://127.0.0.1:${await freePort()}/`, { isAllowedAddress: isOurs })).toBe("unreachable");
    answer = (request) => request.socket.destroy();
    expect(await fetchIt()).toBe("unreachable");
  });
});
