import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { typedText } from "./typed-text";

it("a text keeps what was typed, and nothing that no keyboard writes", () => {
  const typed = typedText();
  expect(typed.parse("  Teekanne „Kuro“ 急須 🫖\r\n\tzwei Zeilen ")).toBe("Teekanne „Kuro“ 急須 🫖\r\n\tzwei Zeilen");
  expect(typed.parse("a\u0000b\u0007c\u007f")).toBe("abc");
  expect(typed.parse("two\vwords\fand one")).toBe("two words and one");
  expect(typed.parse("half \ud800 of one")).toBe("half \ufffd of one");
});

it("what is left counts", () => {
  expect(typedText().min(1).safeParse(" \u0000 ").success).toBe(false);
  expect(typedText().max(3).safeParse("\u0000a\u0000b\u0000c").success).toBe(true);
});

it("no field trims a text by itself: one that takes text as it was typed is one of these", () => {
  const files = ["app", "lib"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
  );
  const sources = files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.|generated/.test(file));
  expect(sources.length).toBeGreaterThan(500);
  const others = sources.filter((file) =>
    /\bz\s*\.string\([^)]*\)(\s*\.\w+\([^()]*\))*?\s*\.trim\(\)/.test(readFileSync(file, "utf8")),
  );
  expect(others).toEqual(["lib/core/typed-text.ts"]);
});
