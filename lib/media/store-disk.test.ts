import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typeOfKey } from "./media-key";
import { pictureUrl } from "./picture-url";
import { diskStore } from "./store-disk";

let folder: string;
const bytes = new TextEncoder().encode("a picture");

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "cartwright-media-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const hostile = [
  "../secret.webp",
  "a/../../secret.webp",
  "/etc/passwd.webp",
  "a//b.webp",
  "a\\..\\b.webp",
  ".env",
  "a/.hidden.webp",
  "a.webp/..",
  "a.svg",
  "a.webp\0.png",
  "",
  "%2e%2e/a.webp",
  "A.webp",
  `${"a".repeat(200)}.webp`,
  "a/b/c/d/e/f.webp",
];

describe("the disk store", () => {
  it("gives back what was put, with the type its key names, and leaves no half files", async () => {
    const store = diskStore(folder);
    await store.put("shop/ab12.webp", bytes, "image/webp");
    await store.put("shop/ab12.webp", bytes, "image/webp");
    const picture = await store.get("shop/ab12.webp");
    expect(picture?.contentType).toBe("image/webp");
    expect(new TextDecoder().decode(picture?.bytes)).toBe("a picture");
    expect(await readdir(path.join(folder, "shop"))).toEqual(["ab12.webp"]);
  });

  it("has nothing at a key that was never put, or at a folder", async () => {
    const store = diskStore(folder);
    expect(await store.get("shop/none.webp")).toBeNull();
    expect(await store.get("shop")).toBeNull();
  });

  it.each(hostile)("reads and writes nothing at %j", async (key) => {
    const store = diskStore(folder);
    expect(typeOfKey(key)).toBeNull();
    expect(await store.get(key)).toBeNull();
    await expect(store.put(key, bytes, "image/webp")).rejects.toThrow();
  });

  it("has a URL that keeps the key's folders", () =>
    expect(pictureUrl("demo/ab12.webp")).toBe("/media/demo/ab12.webp"));
});
