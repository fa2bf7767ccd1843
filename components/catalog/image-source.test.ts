import { describe, expect, it } from "vitest";
import { imageSource } from "./image-source";

const widthsIn = (srcSet: string | undefined) =>
  [...(srcSet ?? "").matchAll(/ (\d+)w/g)].map(([, width]) => Number(width));

describe("a picture's source", () => {
  it("offers no width beyond the first that holds the whole picture", () => {
    expect(widthsIn(imageSource({ key: "a.png", width: 512, height: 512 }, "48vw", "card").srcSet)).toEqual([
      192, 320, 480, 640,
    ]);
    expect(widthsIn(imageSource({ key: "a.png", width: 300, height: 300 }, "48vw", "card").srcSet)).toEqual([192, 320]);
    expect(widthsIn(imageSource({ key: "a.png", width: 2000, height: 900 }, "100vw", "slide").srcSet)).toEqual([
      480, 640, 828, 1080, 1440,
    ]);
    expect(widthsIn(imageSource({ key: "a.png", width: 20, height: 20 }, "100vw", "slide").srcSet)).toEqual([480]);
  });

  it("escapes what a key may hold", () => {
    expect(imageSource({ key: "m/a b&w=9.png", width: 600, height: 600 }, "1px", "thumb").src).toBe(
      "/_next/image?url=%2Fmedia%2Fm%2Fa%2520b%2526w%253D9.png&w=192&q=75",
    );
  });
});
