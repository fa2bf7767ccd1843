import type { IncomingMessage } from "node:http";

const bytesMax = 1_000_000;

export class BodyTooLarge extends Error {}

export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    const buffer = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    bytes += buffer.length;
    if (bytes > bytesMax) throw new BodyTooLarge(`a body may have ${bytesMax} bytes`);
    parts.push(buffer);
  }
  return Buffer.concat(parts).toString("utf8");
}
