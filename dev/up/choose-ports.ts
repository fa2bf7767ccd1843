import { existsSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { freePort } from "../ports";
import { isLock, takeLock } from "./lock";

const portsSchema = z.object({ postgres: z.number(), sandbox: z.number(), smtp: z.number(), inbox: z.number() });
export type Ports = z.infer<typeof portsSchema>;

const usual: Ports = { postgres: 5433, sandbox: 4242, smtp: 1025, inbox: 8025 };

export const portsFile = "ports.json";

/**
 * The ports this shop had last time, else the usual ones, else whatever is free: two shops never meet. Each is reserved
 * until this process ends, because a shop that opens at the same moment would find it free too.
 */
export async function choosePorts(data: string): Promise<Ports> {
  const file = path.join(data, portsFile);
  const wanted = existsSync(file) ? portsSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : usual;
  const ports = { ...wanted };
  const chosen = new Set<number>();
  for (const name of portsSchema.keyof().options) {
    let port = await freePort(wanted[name]);
    while (chosen.has(port) || !reserve(port)) port = await freePort();
    chosen.add(port);
    ports[name] = port;
  }
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}

/** A lock of the whole machine; it lapses with the process that took it. */
function reserve(port: number): boolean {
  const lock = takeLock(path.join(os.tmpdir(), "cartwright-ports", String(port)), null);
  return isLock(lock) || lock.pid === process.pid;
}
