import { expect, it } from "vitest";
import { readTextCursor, writeTextCursor } from "./text-cursor";

const write = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

it("comes back as it went", () => {
  const cursor = { at: new Date("2026-11-22T10:11:12.345Z"), id: "po_1MtHbELkdIwHu7ix" };
  expect(readTextCursor(writeTextCursor(cursor))).toEqual(cursor);
});

it.each([
  ["nothing", undefined],
  ["no text of ours", "' OR 1=1"],
  ["a null byte", write(["2026-11-22T10:11:12.345Z", "po_1\u0000"])],
  ["no id", write(["2026-11-22T10:11:12.345Z", ""])],
  ["a year of five digits", write(["+099999-01-01T00:00:00.000Z", "po_1"])],
  ["the year 0", write(["0000-01-01T00:00:00.000Z", "po_1"])],
  ["no time", write([null, "po_1"])],
])("begins at the beginning for %s", (_what, text) => {
  expect(readTextCursor(text)).toBeNull();
});
