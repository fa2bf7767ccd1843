import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

const open: http.Server[] = [];

/** A process of the app: what it was told. */
async function startProcess(status = 204) {
  const told: string[] = [];
  const asked: { host: string | undefined; connection: string | undefined }[] = [];
  const server = http.createServer((request, response) => {
    asked.push({ host: request.headers.host, connection: request.headers.connection });
    request.on("data", (chunk) => told.push(String(chunk))).on("end", () => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(server);
  return { told, asked, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of open.splice(0)) server.close();
});

async function revalidate(processes: string[]): Promise<void> {
  vi.stubEnv("JOBS_SECRET", "a secret of the jobs");
  vi.stubEnv("APP_URL", processes[0]);
  vi.stubEnv("APP_PROCESSES", processes.slice(1).length > 0 ? processes.join(", ") : "");
  await (await import("./revalidate")).revalidate(["home"]);
}
const gone = "http://127.0.0.1:1";
const nobodys = "http://app-2.invalid:3000";

it("every process of the app is told which pages are stale, and one that is gone, with its name or without, keeps none from it", async () => {
  const [one, other] = [await startProcess(), await startProcess()];
  await revalidate([one.origin, gone, nobodys, other.origin]);
  expect([one.told, other.told]).toEqual([['{"tags":["home"]}'], ['{"tags":["home"]}']]);
});

it("the one at the shop's address is told where no others are named, by each address of its name that answers", async () => {
  const { origin, told, asked } = await startProcess();
  const named = origin.replace("127.0.0.1", "localhost");
  await revalidate([named]);
  expect(told).toHaveLength(1);
  expect(asked).toEqual([{ host: new URL(named).host, connection: "close" }]);
});

it("the job is tried again where one refuses, or nobody is there", async () => {
  const refusing = await startProcess(401);
  await expect(revalidate([(await startProcess()).origin, refusing.origin])).rejects.toThrow("401");
  vi.resetModules();
  await expect(revalidate([gone])).rejects.toThrow("ECONNREFUSED");
  vi.resetModules();
  await expect(revalidate([nobodys])).rejects.toThrow("app-2.invalid");
});
