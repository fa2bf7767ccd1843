import { closeSync, createReadStream, existsSync, ftruncateSync, openSync, renameSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";

const entrySchema = z.tuple([z.string(), z.unknown()]);
const lineSchema = z.array(entrySchema);
export type JournalEntry = z.infer<typeof entrySchema>;

/**
 * An append-only file: one line is all that one request changed, so a request is kept whole or not at all. `writeSync` hands
 * the line to the kernel before the answer is sent, which is what survives `kill -9` (20 µs a line; an fsync would be
 * needed only against a power cut).
 */
export class Journal {
  #file: number | null = null;
  #waiting: JournalEntry[] = [];

  constructor(readonly path: string | null) {}

  add(kind: string, record: unknown): void {
    if (this.path) this.#waiting.push([kind, record]);
  }

  flush(): void {
    if (!this.path || this.#waiting.length === 0) return;
    this.#file ??= openSync(this.path, "a");
    writeSync(this.#file, `${JSON.stringify(this.#waiting)}\n`);
    this.#waiting = [];
  }

  /** Gives back every entry in the order written. A last line cut short by a crash is dropped and the file mended. */
  async read(take: (entry: JournalEntry) => void): Promise<number> {
    if (!this.path || !existsSync(this.path)) return 0;
    const lines = createInterface({ input: createReadStream(this.path, "utf8"), crlfDelay: Number.POSITIVE_INFINITY });
    let entries = 0;
    let wholeBytes = 0;
    let torn: string | null = null;
    for await (const line of lines) {
      if (torn !== null) throw new Error(`${this.path} is damaged before its end: ${torn.slice(0, 80)}`);
      const parsed = parseLine(line);
      if (!parsed) {
        torn = line;
        continue;
      }
      for (const entry of parsed) take(entry);
      entries += parsed.length;
      wholeBytes += Buffer.byteLength(line) + 1;
    }
    this.#mendEnd(wholeBytes);
    return entries;
  }

  /** Writes only what is alive now, beside the old file, then takes its place. */
  rewrite(entries: Iterable<JournalEntry>): void {
    if (!this.path) return;
    this.close();
    const fresh = `${this.path}.new`;
    const file = openSync(fresh, "w");
    for (const entry of entries) writeSync(file, `${JSON.stringify([entry])}\n`);
    closeSync(file);
    renameSync(fresh, this.path);
  }

  empty(): void {
    this.#waiting = [];
    if (this.path) this.rewrite([]);
  }

  close(): void {
    this.flush();
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #mendEnd(wholeBytes: number): void {
    if (!this.path) return;
    const file = openSync(this.path, "r+");
    ftruncateSync(file, wholeBytes);
    closeSync(file);
  }
}

function parseLine(line: string): JournalEntry[] | null {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
