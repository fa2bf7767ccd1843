import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { identify, stillRuns } from "./process-identity";

const holderSchema = z.object({ pid: z.number(), startedAt: z.string(), note: z.unknown() });
export type Holder = z.infer<typeof holderSchema>;

export interface Lock {
  /** Says something else to whoever finds the lock taken. */
  note(note: unknown): void;
  release(): void;
}

/** Takes the lock that a file is, or says who holds it. One held by a process that has ended is taken over. */
export function takeLock(file: string, note: unknown): Lock | Holder {
  mkdirSync(path.dirname(file), { recursive: true });
  const me = identify(process.pid) ?? { pid: process.pid, startedAt: "" };
  const write = (words: unknown, flag: string) => writeFileSync(file, JSON.stringify({ ...me, note: words }), { flag });
  for (;;) {
    try {
      write(note, "wx");
      return { note: (words) => write(words, "w"), release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const holder = readHolder(file);
    if (holder && stillRuns(holder)) return holder;
    rmSync(file, { force: true });
  }
}

export function isLock(taken: Lock | Holder): taken is Lock {
  return "release" in taken;
}

/** Null when the file is gone, or was cut off while it was written. */
function readHolder(file: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
