import { expect, it } from "vitest";
import { csvRow } from "./csv";

it.each([
  [[1, -2, "a"], "1,-2,a\r\n"],
  [["a,b", 'say "so"', "two\nlines"], '"a,b","say ""so""","two\nlines"\r\n'],
  [["=1+1", "-2", "@x", "+49"], "'=1+1,'-2,'@x,'+49\r\n"],
])("%j is a row that a spreadsheet reads as it is meant", (cells, row) => {
  expect(csvRow(cells)).toBe(row);
});
