/** One field of a form, as it comes; a file's has a name. What is not read of it is passed over. */
export interface FormPart {
  name: string;
  fileName: string | null;
  bytes: AsyncIterable<Uint8Array>;
}

/** A form that is none, or breaks off. */
export class BrokenForm extends Error {}

const headersBytesMax = 16_384;
const fieldBytesMax = 10_000;

/**
 * The fields of a form as browsers send it (RFC 7578), one after another, without keeping more of it than has just come:
 * what Next offers for it holds a whole file in memory. Throws `BrokenForm`.
 */
export async function* readMultipart(body: AsyncIterable<Uint8Array>, contentType: string): AsyncGenerator<FormPart> {
  const [, quoted, bare] =
    /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (!boundary) throw new BrokenForm("no boundary");
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const chunks = body[Symbol.asyncIterator]();
  // The first boundary has no line before it.
  let left = Buffer.from("\r\n");

  async function more(): Promise<void> {
    const { done, value } = await chunks.next();
    if (done) throw new BrokenForm("broke off");
    left = Buffer.concat([left, value]);
  }
  async function* until(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = left.indexOf(mark);
      const sure = at < 0 ? Math.max(0, left.length - mark.length + 1) : at;
      const bytes = left.subarray(0, sure);
      left = left.subarray(at < 0 ? sure : at + mark.length);
      if (bytes.length > 0) yield bytes;
      if (at >= 0) return;
      await more();
    }
  }

  for await (const _ of until(delimiter));
  for (;;) {
    while (left.length < 2) await more();
    if (left.subarray(0, 2).toString() === "--") return;
    const headers = await readAll(until(Buffer.from("\r\n\r\n")), headersBytesMax);
    const bytes = until(delimiter);
    yield { ...namesOf(headers), bytes };
    for await (const _ of bytes);
  }
}

/** A field that is no file, as text. */
export const readField = ({ bytes }: FormPart): Promise<string> => readAll(bytes, fieldBytesMax);

async function readAll(bytes: AsyncIterable<Uint8Array>, bytesMax: number): Promise<string> {
  const read: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > bytesMax) throw new BrokenForm("a field is too long");
    read.push(chunk);
  }
  return Buffer.concat(read).toString();
}

/** As browsers escape them: a quote is `%22`. */
function namesOf(headers: string): Pick<FormPart, "name" | "fileName"> {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(headers)?.[1] ?? "";
  const read = (key: string) => new RegExp(`(?:^|;)\\s*${key}="([^"]*)"`, "i").exec(disposition)?.[1];
  const plain = (text: string) => text.replaceAll("%22", '"').replaceAll("%0D", "\r").replaceAll("%0A", "\n");
  const fileName = read("filename");
  return { name: plain(read("name") ?? ""), fileName: fileName === undefined ? null : plain(fileName) };
}
