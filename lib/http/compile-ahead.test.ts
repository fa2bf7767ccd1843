import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { compileAhead } from "./compile-ahead";

it("hints the large scripts of a build once, and leaves small ones and styles alone", async () => {
  const dist = mkdtempSync(path.join(os.tmpdir(), "cartwright-build-"));
  onTestFinished(() => rmSync(dist, { recursive: true }));
  const chunks = path.join(dist, "static/chunks");
  mkdirSync(path.join(chunks, "app"), { recursive: true });
  const large = "one();".repeat(20_000);
  writeFileSync(path.join(chunks, "small.js"), "one()");
  writeFileSync(path.join(chunks, "app/large.js"), large);
  writeFileSync(path.join(chunks, "large.css"), large);
  await compileAhead(dist);
  await compileAhead(dist);
  expect(readFileSync(path.join(chunks, "small.js"), "utf8")).toBe("one()");
  expect(readFileSync(path.join(chunks, "app/large.js"), "utf8")).toBe(`//# allFunctionsCalledOnLoad\n${large}`);
  expect(readFileSync(path.join(chunks, "large.css"), "utf8")).toBe(large);
});
