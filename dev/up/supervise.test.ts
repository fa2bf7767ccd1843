import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../ports";
import { supervise } from "./supervise";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-supervise-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const begin = (script: string, port: number) =>
  supervise(
    {
      name: "The app",
      args: ["-e", script],
      environment: process.env,
      logFile: path.join(folder, "app.log"),
      ready: { url: `http://127.0.0.1:${port}`, body: { status: "ready" } },
      secondsToStart: 20,
    },
    new AbortController().signal,
  );
const listen = async (server: http.Server): Promise<number> => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
};

it("is ready once it says so, not when another answers at its port", async () => {
  const port = await freePort();
  const script = `const answers = ["not yet", '{"status":"ready"}'];
    require("node:http").createServer((_, response) => response.end(answers.shift())).listen(${port}, "127.0.0.1")`;
  const program = await begin(script, port);
  await program.stop();
  const stranger = http.createServer((_, response) => response.end("Welcome"));
  await expect(begin("setTimeout(() => {}, 500)", await listen(stranger))).rejects.toThrow("The app did not start");
  stranger.close();
});

it("is not ready when it has ended, though another shop answers at its port", async () => {
  const other = http.createServer((_, response) => setTimeout(() => response.end('{"status":"ready"}'), 3_000));
  await expect(begin("process.exit(1)", await listen(other))).rejects.toThrow("The app did not start");
  other.close();
});
