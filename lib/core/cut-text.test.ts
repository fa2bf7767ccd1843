import { expect, it } from "vitest";
import { cutText } from "./cut-text";

it("a text is cut to its beginning, and between two characters", () => {
  expect(cutText("teapot", 3)).toBe("tea");
  expect(cutText("tea", 3)).toBe("tea");
  expect(cutText("tea🫖pot", 4)).toBe("tea");
  expect(cutText("tea🫖pot", 5)).toBe("tea🫖");
});
