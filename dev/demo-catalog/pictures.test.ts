import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { composePicture, pictureKey, pictureSize } from "./compose-picture.ts";
import { closeUp, front, pair } from "./poses.ts";
import { image } from "./take-pictures.ts";
import { writePictures } from "./write-pictures.ts";

const rucksack = { emoji: "1f392" };
const green = { emoji: "1f392", dye: "#7d9270" };
const recipes = [front(rucksack, 0), front(rucksack, 2), closeUp(green), pair([green, rucksack])];

test("every pose decodes to a square with a clear ground", async () => {
  for (const recipe of recipes) {
    const { data, info } = await sharp(await composePicture(recipe))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([pictureSize, pictureSize, 4]);
    expect(data[3]).toBe(0);
    expect(data.some((value, i) => i % 4 === 3 && value === 255)).toBe(true);
  }
});

test("the same recipe gives the same bytes and the same key", async () => {
  const [once, again] = await Promise.all([composePicture(closeUp(green)), composePicture(closeUp(green))]);
  expect(once.equals(again)).toBe(true);
  expect(new Set(recipes.map(pictureKey)).size).toBe(recipes.length);
  expect(pictureKey(front(rucksack, 0))).toBe(pictureKey(front({ ...rucksack }, 0)));
});

test("a dyed thing takes its swatch's colour and keeps its trimmings", async () => {
  const [r = 0, g = 0, b = 0] = await middleOf(front(green, 0));
  expect(g).toBeGreaterThan(r);
  expect(r).toBeGreaterThan(b);
  const [red = 0, grass = 0] = await middleOf(front(rucksack, 0));
  expect(red).toBeGreaterThan(grass * 2);
});

test("writing skips what is there and leaves no half file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pictures-"));
  const catalog = {
    merchants: [],
    attributes: {},
    products: [],
    categories: [{ image: image(front(rucksack, 0), 20) }],
  };
  try {
    // @ts-expect-error only the picture of a category is read
    await writePictures(catalog, folder);
    const [name = ""] = await readdir(folder);
    expect(name).toBe(`${pictureKey(front(rucksack, 0))}.png`);
    const { mtimeMs } = await stat(join(folder, name));
    // @ts-expect-error as above
    await writePictures(catalog, folder);
    expect(await readdir(folder)).toEqual([name]);
    expect((await stat(join(folder, name))).mtimeMs).toBe(mtimeMs);
  } finally {
    await rm(folder, { recursive: true });
  }
});

async function middleOf(recipe: Parameters<typeof composePicture>[0]): Promise<number[]> {
  const at = Math.round(pictureSize / 2);
  return [
    ...(await sharp(await composePicture(recipe))
      .extract({ left: at, top: at, width: 1, height: 1 })
      .raw()
      .toBuffer()),
  ];
}
