import { expect, it } from "vitest";
import { vocabularyOf } from "./vocabulary";

it("keeps what katakana writes in one beside the words the dictionary cuts it into", () => {
  expect(vocabularyOf("イヤホン")).toEqual(expect.arrayContaining(["イヤ", "ホン", "イヤホン"]));
  expect(vocabularyOf("ヘッドホン").filter((word) => word === "ヘッドホン")).toHaveLength(1);
});
