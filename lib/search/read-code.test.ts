import { describe, expect, it } from "vitest";
import { newId, shortId } from "@/lib/core/ids";
import { foldCode, readCode } from "./read-code";

describe("a code", () => {
  it.each([
    ["WM-1042", "wm-1042"],
    ["  wm-1042 ", "wm-1042"],
    ["ＷＭ－1042", "wm-1042"],
    ["4006381333931", "4006381333931"],
    ["4 006381 333931", "4006381333931"],
    ["978-3-16-148410-0", "9783161484100"],
    ["036000291452", "36000291452"],
    ["0036000291452", "36000291452"],
    ["1042", "1042"],
  ])("%j is folded to %j", (text, folded) => {
    expect(foldCode(text)).toBe(folded);
  });

  it.each(["WM-1042", "4006381333931", newId(), shortId(newId())])("%j can be nothing else", (text) => {
    expect(readCode(text)?.certain).toBe(true);
  });

  it.each(["tent", "500ml", "500 ml", "2024", "55in"])("%j is a word first", (text) => {
    expect(readCode(text)?.certain).toBe(false);
  });

  it("is an id, long or short, in the product's own case", () => {
    const id = newId();
    expect(readCode(id.toUpperCase())?.productId).toBe(id);
    expect(readCode(shortId(id))?.productId).toBe(id);
    expect(readCode("wm-1042")?.productId).toBeNull();
  });

  it("is no novel and not nothing", () => {
    expect(readCode("a1".repeat(200))).toBeNull();
    expect(readCode("  ")).toBeNull();
  });
});
