import { expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { readCursor, writeCursor } from "./cursor";

it("comes back as it went", () => {
  const cursor = { at: new Date("2026-11-22T10:11:12.345Z"), id: newId() };
  expect(readCursor(writeCursor(cursor))).toEqual(cursor);
});

it.each([undefined, "", "x", "zzzzzzzzzz-1111111111111111111111", "1-short", "' OR 1=1"])(
  "begins at the beginning for %s",
  (text) => {
    expect(readCursor(text)).toBeNull();
  },
);
