import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { passOverUpgrades } from "./no-upgrades";

it.each(["websocket", "h2c"])(
  "who wishes for another protocol is answered in this one, the very first included: %s",
  async (upgrade) => {
    passOverUpgrades();
    const server = http.createServer((_request, response) => response.end("made"));
    server.on("upgrade", () => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const status = await new Promise((resolve, reject) => {
      const headers = { connection: "Upgrade", upgrade };
      const asked = http.get({ port, host: "127.0.0.1", headers, timeout: 2_000 }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      });
      asked.on("timeout", () => asked.destroy(new Error("no answer"))).on("error", reject);
    });
    server.close();
    expect(status).toBe(200);
  },
);
