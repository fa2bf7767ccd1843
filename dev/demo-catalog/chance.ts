import { createHash } from "node:crypto";

const digest = (key: string) => createHash("sha256").update(key).digest();

/** Numbers from 0 up to 1 that are the same for the same key on every machine. */
export function chance(key: string): () => number {
  let state = digest(key).readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from `from` to `to`, both included. */
export function between(next: () => number, from: number, to: number): number {
  return from + Math.floor(next() * (to - from + 1));
}

/** Shaped like a UUIDv7 of 1 January 2026, but the same for the same key: seeding twice changes no id. */
export function idFor(key: string): string {
  const bytes = digest(`cartwright demo ${key}`).subarray(0, 16);
  bytes.writeUIntBE(Date.UTC(2026, 0, 1), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
