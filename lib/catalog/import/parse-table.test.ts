import { expect, it } from "vitest";
import { limits } from "./limits";
import { parseTable } from "./parse-table";

async function parse(text: string, chunkLength = 1 << 16, delimiter = ",") {
  const chunks = async function* () {
    for (let at = 0; at < text.length; at += chunkLength) yield text.slice(at, at + chunkLength);
  };
  const rows = [];
  for await (const { line, cells, broken } of parseTable(chunks(), delimiter))
    rows.push([line, cells?.join("|") ?? broken]);
  return rows;
}

it.each([1, 2, 3, 7, 1 << 16])("is read the same in pieces of %i letters", async (length) => {
  const text = '\ufeffa,b,c\r\n1,"x,""y""\r\n\r\nz",\n\n,,\n2,17" wide,"q"tail"\r3,"",é\n4,"last"';
  expect(await parse(text, length)).toEqual([
    [1, "a|b|c"],
    [2, '1|x,"y"\r\n\r\nz|'],
    [7, '2|17" wide|q"tail'],
    [8, "3||é"],
    [9, "4|last"],
  ]);
});

it("a quote that is never closed costs its line: where the next row's quotes show it, where the file ends, where a row is too long", async () => {
  expect(await parse('1,"open,x\n2,"ok",y\n3,"two\nlines",z\n')).toEqual([
    [1, "row_broken"],
    [2, "2|ok|y"],
    [3, "3|two\nlines|z"],
  ]);
  expect(await parse('1,"Best" knife,x\n2,b\n')).toEqual([
    [1, '1|"Best" knife|x'],
    [2, "2|b"],
  ]);
  expect(await parse('1,"open\n2,b\n3,c')).toEqual([
    [1, "row_broken"],
    [2, "2|b"],
    [3, "3|c"],
  ]);
  const many = Array.from(
    { length: 2 * Math.ceil(limits.rowBytes / 1_000) },
    (_, index) => `${index},${"x".repeat(990)}`,
  );
  const rows = await parse(`a,"open\n${many.join("\n")}\n`);
  expect(rows[0]).toEqual([1, "row_too_long"]);
  expect(rows).toHaveLength(1 + many.length);
});

it("a cell that begins with a word in quotes takes in no other cell, and no row", async () => {
  expect(await parse('1,"Best" knife,"12"\n2,"Fine" ,"3"\n3,"27" screen","4"\n')).toEqual([
    [1, '1|"Best" knife|12'],
    [2, '2|"Fine" |3'],
    [3, '3|27" screen|4'],
  ]);
  expect(await parse('1\t"Best" knife\tx\n2\t12" pan\tx\n3\tdisc of 5"\tx\n', 1 << 16, "\t")).toEqual([
    [1, '1|"Best" knife|x'],
    [2, '2|12" pan|x'],
    [3, '3|disc of 5"|x'],
  ]);
  expect(await parse('1,"<p class="a">x\ny</p>",z\n')).toEqual([[1, '1|<p class="a">x\ny</p>|z']]);
});

it("a cell of many megabytes costs its row, in quotes or not", async () => {
  const long = "x".repeat(5 * limits.rowBytes);
  expect(await parse(`1,a\n2,"${long}"\n3,c\n4,${long}\n5,e\n`)).toEqual([
    [1, "1|a"],
    [2, "row_too_long"],
    [3, "3|c"],
    [4, "row_too_long"],
    [5, "5|e"],
  ]);
});
