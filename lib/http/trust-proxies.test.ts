import http from "node:http";
import { expect, it } from "vitest";
import { clientAddress } from "@/lib/auth/client-address";
import { addressBehind, trustProxies } from "./trust-proxies";

const proxy = "10.0.0.2";

it.each([
  ["no proxy, nothing claimed", 0, undefined, proxy],
  ["no proxy, and a client that claims another address", 0, "127.0.0.1", proxy],
  ["one proxy", 1, "198.51.100.7", "198.51.100.7"],
  ["one proxy, and a client that claims another address", 1, "127.0.0.1, 198.51.100.7", "198.51.100.7"],
  ["two proxies", 2, "127.0.0.1 , 198.51.100.7,10.0.0.1", "198.51.100.7"],
  ["fewer than are trusted", 2, "198.51.100.7", "198.51.100.7"],
  ["none of the one that is trusted", 1, "", proxy],
])("%s", (_, trusted, forwardedFor, address) => {
  expect(addressBehind(trusted, forwardedFor, proxy)).toBe(address);
});

it("is done before a server's own listener hears of the request: a client's word counts for nothing", async () => {
  trustProxies(0);
  const server = http.createServer(({ headers }, response) =>
    response.end(clientAddress(new Headers({ "x-forwarded-for": String(headers["x-forwarded-for"]) }))),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const reply = await fetch(`http://127.0.0.1:${port}`, { headers: { "x-forwarded-for": "198.51.100.7" } });
  expect(await reply.text()).toBe("127.0.0.1");
  server.close();
});
