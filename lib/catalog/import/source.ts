import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { decodeLatin, type Encoding, findEncoding } from "./encoding";
import { type FileLimits, limits } from "./limits";
import { formOf, recognise } from "./recognise";

/** Why a file can't be read at all. */
export type UnreadableCode =
  | "not_text"
  | "workbook"
  | "archive"
  | "page"
  | "broken_archive"
  | "file_too_long"
  | "products_too_many";

export class FileUnreadable extends Error {
  constructor(readonly code: UnreadableCode) {
    super(code);
  }
}

export type Form = "table" | "xml" | "json";

/** A file of rows, and how its bytes become text. */
export interface Source extends Packed {
  encoding: Encoding;
  form: Form;
  /** Between the cells of a table. */
  delimiter: string;
}

interface Packed {
  file: string;
  /** Of one that is packed: more of it is not read. */
  unpackedBytes: number;
}

const headBytes = 8_192;

/** Looks a file over, once from end to end. Throws `FileUnreadable` when it holds no rows, and what the system says of files. */
export async function openSource(file: string, { unpackedBytes }: Pick<FileLimits, "unpackedBytes">): Promise<Source> {
  const packed = { file, unpackedBytes };
  const start = await readStart(packed);
  const unreadable = recognise(start);
  if (unreadable) throw new FileUnreadable(unreadable);
  const encoding = await findEncoding(start, () => readBytes(packed));
  if (!encoding) throw new FileUnreadable("not_text");
  const text = decodeStart(start, encoding);
  const form = formOf(text);
  if (!form) throw new FileUnreadable("page");
  return { ...packed, encoding, form, delimiter: findDelimiter(text) };
}

/** The file's text as bytes of UTF-8. */
export function readText({ encoding, ...packed }: Packed & Pick<Source, "encoding">): Readable {
  if (encoding === "utf-8") return Readable.from(readBytes(packed), { objectMode: false });
  return Readable.from(decode(readBytes(packed), encoding), { objectMode: false });
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
async function* readBytes({ file, unpackedBytes }: Packed): AsyncGenerator<Buffer> {
  const isPacked = await isGzip(file);
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  const unpacked = isPacked ? source.pipe(createGunzip({ chunkSize: 1 << 18 })) : source;
  source.on("error", (error) => unpacked.destroy(error));
  let read = 0;
  try {
    for await (const chunk of unpacked) {
      read += Buffer.byteLength(chunk);
      if (isPacked && read > unpackedBytes) throw new FileUnreadable("file_too_long");
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

async function readStart(packed: Packed): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let read = 0;
  for await (const chunk of readBytes(packed)) {
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
