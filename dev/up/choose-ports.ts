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
 * The ports this shop had last time, else the usual ones, else whatever is free: two shops never meet, and the shop's
 * own port is left to it. Each is reserved until this process ends, because a shop that opens at the same moment would
 * find it free too.
 */
export async function choosePorts(data: string, shopPort: number): Promise<Ports> {
  const file = path.join(data, portsFile);
  const wanted = existsSync(file) ? portsSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : usual;
  const ports = { ...wanted };
  const chosen = new Set([shopPort]);
  for (const name of portsSchema.keyof().options) {
    let port = await freePort(wanted[name]);
    while (chosen.has(port) || !reservePort(port)) port = await freePort();
    chosen.add(port);
    ports[name] = port;
  }
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}

/**
 * Holds the port against this user's other shops; false when one of them holds it. It lapses with the process that took
 * it. Each user has a folder of their own: what another wrote there could be neither read nor replaced.
 */
export function reservePort(port: number): boolean {
  const lock = takeLock(path.join(os.tmpdir(), `cartwright-ports-${process.getuid?.()}`, String(port)), null);
  return isLock(lock) || lock.pid === process.pid;
}
