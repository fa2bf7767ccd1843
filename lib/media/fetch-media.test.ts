import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { fetchMedia, PictureUnavailable } from "./fetch-media";
import { preparePicture } from "./prepare-picture";
import { diskStore } from "./store-disk";

const database = useDatabase();
const now = new Date("2026-05-01T12:00:00Z");
const served = new Map<string, { status: number; body: Buffer }>();
let server: Server;
let origin: string;
let folder: string;
let productId: string;

const drawn = (format: "jpeg" | "png" | "gif" | "webp" | "avif", alpha = 1) =>
  sharp({ create: { width: 40, height: 30, channels: 4, background: { r: 200, g: 80, b: 40, alpha } } })
    .toFormat(format)
    .toBuffer();

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "cartwright-media-"));
  server = createServer((request, response) => {
    const { status = 404, body = Buffer.alloc(0) } = served.get(request.url ?? "") ?? {};
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  productId = newId();
  await database.db.product.create({
    data: {
      productId,
      merchantId: newId(),
      handle: "h",
      brand: "b",
      categoryId: newId(),
      hue: 140,
      createdAt: now,
      updatedAt: now,
    },
  });
});

async function want(url: string) {
  const mediaId = newId();
  await database.db.media.create({ data: { productId, mediaId, status: "pending", sourceUrl: url, position: 0 } });
  return mediaId;
}
const fetchIt = (mediaId: string, { lastAttempt = false, allowPrivate = true } = {}) =>
  fetchMedia(
    {
      db: database.db,
      store: diskStore(folder),
      lastAttempt,
      download: allowPrivate ? { isAllowedAddress: () => true } : {},
    },
    { productId, mediaId },
  );
const read = (mediaId: string) =>
  database.db.media.findUniqueOrThrow({ where: { productId_mediaId: { productId, mediaId } } });
const jobs = async () =>
  database.db.$queryRaw`select task_identifier as name from graphile_worker.jobs where key like ${`%${productId}%`}`;

describe("a picture that an import named", () => {
  it("comes into the store as our own WebP, and the product is indexed anew", async () => {
    served.set("/photo.jpg", { status: 200, body: await drawn("jpeg") });
    const mediaId = await want(`${origin}/photo.jpg`);
    await fetchIt(mediaId);
    const media = await read(mediaId);
    expect(media).toMatchObject({
      status: "ready",
      width: 40,
      height: 30,
      hue: null,
      attempts: 1,
      error: null,
      key: expect.stringMatching(/^imported\/[0-9a-f]{40}\.webp$/),
    });
    const stored = await diskStore(folder).get(media.key ?? "");
    expect(await sharp(stored?.bytes).metadata()).toMatchObject({ format: "webp", width: 40 });
    expect(await jobs()).toEqual([{ name: "catalog.index" }]);
  });

  it("stands on the product's tile when something shows through it", async () => {
    served.set("/cut-out.png", { status: 200, body: await drawn("png", 0.4) });
    const mediaId = await want(`${origin}/cut-out.png`);
    await fetchIt(mediaId);
    expect(await read(mediaId)).toMatchObject({ status: "ready", hue: 140 });
  });

  it("stays a placeholder and is tried again when it can't be had, until the last attempt", async () => {
    const mediaId = await want(`${origin}/nowhere.jpg`);
    await expect(fetchIt(mediaId)).rejects.toThrow(PictureUnavailable);
    expect(await read(mediaId)).toMatchObject({ status: "pending", attempts: 1, error: "answered: 404" });
    await fetchIt(mediaId, { lastAttempt: true });
    expect(await read(mediaId)).toMatchObject({ status: "failed", attempts: 2, key: null });
    expect(await jobs()).toEqual([]);
  });

  it("is given up at once when trying again can't help", async () => {
    served.set("/page.jpg", { status: 200, body: Buffer.from("<html>not a picture</html>") });
    for (const [url, allowPrivate, reason] of [
      [`${origin}/page.jpg`, true, "not_a_picture"],
      [`${origin}/page.jpg`, false, "address_refused"],
    ] as const) {
      const mediaId = await want(url);
      await fetchIt(mediaId, { allowPrivate });
      expect(await read(mediaId)).toMatchObject({ status: "failed", error: expect.stringContaining(reason) });
    }
  });

  it("that nobody wants any more is left alone", async () => {
    served.set("/late.jpg", { status: 200, body: await drawn("jpeg") });
    const mediaId = await want(`${origin}/late.jpg`);
    await database.db.media.deleteMany({ where: { productId, mediaId } });
    await fetchIt(mediaId);
    const ready = await want(`${origin}/late.jpg`);
    await fetchIt(ready);
    await fetchIt(ready);
    expect((await read(ready)).attempts).toBe(1);
  });
});

describe("a stranger's bytes", () => {
  it.each(["jpeg", "png", "gif", "webp", "avif"] as const)("are read when they are %s", async (format) => {
    expect(await preparePicture(await drawn(format))).toMatchObject({
      ok: true,
      value: { width: 40, height: 30, opaque: true },
    });
  });

  it("are made smaller, turned upright, and lose what they carried", async () => {
    const source = await sharp({ create: { width: 3_000, height: 1_500, channels: 3, background: "#884422" } })
      .withExif({ IFD0: { Copyright: "somebody" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const prepared = await preparePicture(source);
    expect(prepared).toMatchObject({ ok: true, value: { width: 1_000, height: 2_000 } });
    const { exif, icc, xmp, orientation } = await sharp(prepared.ok ? prepared.value.bytes : undefined).metadata();
    expect({ exif, icc, xmp, orientation }).toEqual({
      exif: undefined,
      icc: undefined,
      xmp: undefined,
      orientation: undefined,
    });
  });

  it.each([
    ["SVG", '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'],
    ["PDF", "%PDF-1.7"],
    ["nothing", ""],
    ["a torn JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
  ])("are refused when they are %s", async (_, bytes) => {
    expect(await preparePicture(Buffer.from(bytes))).toMatchObject({ ok: false, error: { code: "not_a_picture" } });
  });

  it("are refused when they would unpack to more pixels than any camera makes", async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: "#fff" } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(2_000_000);
    expect(await preparePicture(bomb)).toMatchObject({ ok: false });
  });
});
