import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BrokenForm, readField, readMultipart } from "./read-multipart";

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function encode(form: FormData): Promise<{ bytes: Uint8Array; type: string }> {
  const response = new Response(form);
  return { bytes: new Uint8Array(await response.arrayBuffer()), type: response.headers.get("content-type") ?? "" };
}

async function readWhole(bytes: Uint8Array, type: string, size: number) {
  const parts: [name: string, fileName: string | null, content: string][] = [];
  for await (const part of readMultipart(inChunks(bytes, size), type)) {
    const read: Uint8Array[] = [];
    for await (const chunk of part.bytes) read.push(Uint8Array.from(chunk));
    parts.push([part.name, part.fileName, Buffer.concat(read).toString("latin1")]);
  }
  return parts;
}

describe("a form that is read as it comes", () => {
  it("is what was sent, wherever it is cut", async () => {
    const file = fc.uint8Array({ maxLength: 400 }).map((bytes) => Uint8Array.from(bytes));
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 30 }),
        file,
        fc.integer({ min: 1, max: 90 }),
        async (text, content, size) => {
          const form = new FormData();
          const typed = text.toWellFormed().replaceAll(/\r\n?|\n/g, "\r\n");
          form.set("text", typed);
          form.set("file", new File([content], 'my "list".csv'));
          const { bytes, type } = await encode(form);
          expect(await readWhole(bytes, type, size)).toEqual([
            ["text", null, Buffer.from(typed).toString("latin1")],
            ["file", 'my "list".csv', Buffer.from(content).toString("latin1")],
          ]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("knows a file that looks like the boundary from the boundary", async () => {
    const body =
      '--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--\r\n--a\r\n-b\r\n--b--\r\n';
    expect(await readWhole(Buffer.from(body), "multipart/form-data; boundary=b", 3)).toEqual([
      ["file", "", "\r\n--\r\n--a\r\n-b"],
    ]);
  });

  it.each([
    ["a form without a boundary", "multipart/form-data", ""],
    ["another type", "text/csv", "a"],
    [
      "one that breaks off",
      "multipart/form-data; boundary=b",
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nhal',
    ],
    ["headers without an end", "multipart/form-data; boundary=b", `--b\r\n${"x".repeat(20_000)}\r\n\r\n`],
  ])("%s is refused", async (_, type, body) => {
    await expect(readWhole(Buffer.from(body), type, 1_000)).rejects.toThrow(BrokenForm);
  });

  it("passes over what nobody reads, and reads no endless field", async () => {
    const form = new FormData();
    form.set("long", "x".repeat(20_000));
    form.set("next", "y");
    const { bytes, type } = await encode(form);
    const seen: string[] = [];
    for await (const part of readMultipart(inChunks(bytes, 100), type)) seen.push(part.name);
    expect(seen).toEqual(["long", "next"]);
    const first = await readMultipart(inChunks(bytes, 100), type).next();
    await expect(readField(first.value)).rejects.toThrow(BrokenForm);
  });
});
