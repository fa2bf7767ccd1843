import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const css = readFileSync(path.join(import.meta.dirname, "globals.css"), "utf8").replace(/\/\*.*?\*\//gs, "");

it("the styles ask the page for its direction: the build makes a list of languages of :dir()", () => {
  expect(css).toContain('[dir="rtl"]');
  expect(css).not.toContain(":dir(");
});

it("only a screen is dark: what is printed from one is ink on paper", () => {
  const asked = [...css.matchAll(/@media ([^{]*prefers-color-scheme: dark[^{]*)\{/g)].map(([, media = ""]) =>
    media.trim(),
  );
  expect(asked).toEqual(["screen and (prefers-color-scheme: dark)"]);
});
