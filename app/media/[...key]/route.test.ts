import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, expect, it, vi } from "vitest";

let get: (key: string[], headers?: Record<string, string>) => Promise<Response>;

beforeAll(async () => {
  vi.stubEnv("MEDIA_DIR", mkdtempSync(path.join(os.tmpdir(), "cartwright-media-")));
  const [{ mediaStore }, { GET }] = await Promise.all([import("@/lib/media/store"), import("./route")]);
  await mediaStore().put("demo/ab12.webp", new Uint8Array([1, 2, 3]), "image/webp");
  get = (key, headers = {}) =>
    GET(new Request("http://localhost/media/x", { headers }), { params: Promise.resolve({ key }) });
});

it("serves a picture to keep for ever, and knows the one that is kept", async () => {
  const reply = await get(["demo", "ab12.webp"]);
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
  });
  expect(new Uint8Array(await reply.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  const again = await get(["demo", "ab12.webp"], { "if-none-match": reply.headers.get("etag") ?? "" });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe("");
});

it.each([[["demo", "none.webp"]], [["..", "..", "etc", "passwd"]], [["demo", "..", "..", "x.webp"]], [["demo"]]])(
  "answers 404 at %j",
  async (key) => {
    const reply = await get(key);
    expect([reply.status, await reply.text()]).toEqual([404, "Not found"]);
  },
);
