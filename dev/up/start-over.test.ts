import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startOver } from "./start-over";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-up-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), "");
};
const said: string[] = [];
const freshen = (data: string, root: string, databaseUrl?: string) =>
  startOver(data, root, { databaseUrl }, (sentence) => said.push(sentence));

it("deletes what the shop made and leaves what it did not", async () => {
  for (const name of ["secrets.json", "media/a.webp", "mail/1.json", "ports.json", "notes.txt"]) put(name);
  await freshen(folder, "/project");
  expect(["secrets.json", "media", "mail", "ports.json"].filter((name) => existsSync(path.join(folder, name)))).toEqual(
    [],
  );
  expect(readFileSync(path.join(folder, "notes.txt"), "utf8")).toBe("");
});

it("says that a database of one's own stays, and keeps what belongs to it", async () => {
  for (const name of ["secrets.json", "media/a.webp", "mail/1.json"]) put(name);
  await freshen(folder, "/project", "postgres://its/own");
  expect(said.join()).toContain("The database at DATABASE_URL stays");
  expect(["secrets.json", "media/a.webp", "mail"].map((name) => existsSync(path.join(folder, name)))).toEqual([
    true,
    true,
    false,
  ]);
});

it("refuses a folder that is not a shop's, the project, and what lies above it", async () => {
  put("media/holiday.jpg");
  await expect(freshen(folder, "/project")).rejects.toThrow("does not look like a shop's data folder");
  expect(existsSync(path.join(folder, "media/holiday.jpg"))).toBe(true);
  put("secrets.json");
  for (const root of [folder, path.join(folder, "project")])
    await expect(freshen(folder, root)).rejects.toThrow("does not delete anything there");
  await expect(freshen("/", "/project")).rejects.toThrow("does not delete anything there");
  await expect(freshen(os.homedir(), "/project")).rejects.toThrow("does not delete anything there");
});
