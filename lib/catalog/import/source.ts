import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { decodeLatin, type Encoding, findEncoding } from "./encoding";
import { limits } from "./limits";
import { formOf, recognise } from "./recognise";

/** Why a file can't be read at all. */
export type UnreadableCode = "not_text" | "workbook" | "archive" | "page" | "broken_archive" | "file_too_long";

export class FileUnreadable extends Error {
  constructor(readonly code: UnreadableCode) {
    super(code);
  }
}

export type Form = "table" | "xml" | "json";

/** A file of rows, and how its bytes become text. */
export interface Source {
  file: string;
  encoding: Encoding;
  form: Form;
  /** Between the cells of a table. */
  delimiter: string;
}

const headBytes = 8_192;

/** Looks a file over, once from end to end. Throws `FileUnreadable` when it holds no rows, and what the system says of files. */
export async function openSource(file: string): Promise<Source> {
  const start = await readStart(file);
  const unreadable = recognise(start);
  if (unreadable) throw new FileUnreadable(unreadable);
  const encoding = await findEncoding(start, () => readBytes(file));
  if (!encoding) throw new FileUnreadable("not_text");
  const text = decodeStart(start, encoding);
  const form = formOf(text);
  if (!form) throw new FileUnreadable("page");
  return { file, encoding, form, delimiter: findDelimiter(text) };
}

/** The file's text as bytes of UTF-8. */
export function readText({ file, encoding }: Pick<Source, "file" | "encoding">): Readable {
  if (encoding === "utf-8") return Readable.from(readBytes(file), { objectMode: false });
  return Readable.from(decode(readBytes(file), encoding), { objectMode: false });
}

async function* decode(bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === "windows-1252") {
    for await (const chunk of bytes) yield Buffer.from(decodeLatin(chunk));
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

const decodeStart = (start: Buffer, encoding: Encoding): string =>
  encoding === "windows-1252" ? decodeLatin(start) : new TextDecoder(encoding).decode(start);

/** A file's bytes, unpacked where it is a gzip. */
async function* readBytes(file: string): AsyncGenerator<Buffer> {
  const isPacked = await isGzip(file);
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  const unpacked = isPacked ? source.pipe(createGunzip({ chunkSize: 1 << 18 })) : source;
  source.on("error", (error) => unpacked.destroy(error));
  let read = 0;
  try {
    for await (const chunk of unpacked) {
      read += Buffer.byteLength(chunk);
      if (isPacked && read > limits.unpackedBytes) throw new FileUnreadable("file_too_long");
      yield chunk;
    }
  } catch (error) {
    if (isPacked && error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))
      throw new FileUnreadable("broken_archive");
    throw error;
  } finally {
    source.destroy();
  }
}

async function isGzip(file: string): Promise<boolean> {
  for await (const chunk of createReadStream(file, { end: 1 })) return chunk[0] === 0x1f && chunk[1] === 0x8b;
  return false;
}

async function readStart(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let read = 0;
  for await (const chunk of readBytes(file)) {
    chunks.push(chunk);
    read += chunk.length;
    if (read >= headBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, headBytes);
}

/** Spreadsheets of half the world write `;` between the cells. The first row that has several decides. */
function findDelimiter(start: string): string {
  const rows = start.split(/[\r\n]+/).slice(0, limits.headerRows + 1);
  for (const row of rows) {
    const best = [",", ";", "\t", "|"]
      .map((mark) => ({ mark, count: row.split(mark).length }))
      .reduce((most, one) => (one.count > most.count ? one : most));
    if (best.count > 1) return best.mark;
  }
  return ",";
}
