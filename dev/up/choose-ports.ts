import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { freePort } from "../ports";

const portsSchema = z.object({ postgres: z.number(), sandbox: z.number(), smtp: z.number(), inbox: z.number() });
export type Ports = z.infer<typeof portsSchema>;

const usual: Ports = { postgres: 5433, sandbox: 4242, smtp: 1025, inbox: 8025 };

export const portsFile = "ports.json";

/** The ports this shop had last time, else the usual ones, else whatever is free: two shops never meet. */
export async function choosePorts(data: string): Promise<Ports> {
  const file = path.join(data, portsFile);
  const wanted = existsSync(file) ? portsSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : usual;
  const ports = { ...wanted };
  const taken = new Set<number>();
  for (const name of portsSchema.keyof().options) {
    let port = await freePort(wanted[name]);
    while (taken.has(port)) port = await freePort();
    taken.add(port);
    ports[name] = port;
  }
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}
