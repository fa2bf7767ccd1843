import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

it("the styles ask the page for its direction: the build makes a list of languages of :dir()", () => {
  const css = readFileSync(path.join(import.meta.dirname, "globals.css"), "utf8").replace(/\/\*.*?\*\//gs, "");
  expect(css).toContain('[dir="rtl"]');
  expect(css).not.toContain(":dir(");
});
