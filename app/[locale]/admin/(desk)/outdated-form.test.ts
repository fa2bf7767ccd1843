import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { idSchema, newId } from "@/lib/core/ids";
import { lacks } from "./outdated-form";

const schema = z.object({ cardId: idSchema, email: z.email() });
const errorOf = (fields: Record<string, string>) => schema.safeParse(fields).error;

it("a form lacks what its page fills in, not what is typed wrong", () => {
  expect(lacks(errorOf({ email: "a@example.com" }), "cardId")).toBe(true);
  expect(lacks(errorOf({ email: "a@example.com", cardId: "" }), "cardId")).toBe(true);
  expect(lacks(errorOf({ email: "?", cardId: newId() }), "cardId")).toBe(false);
  expect(lacks(errorOf({ email: "a@example.com", cardId: newId() }), "cardId")).toBe(false);
});

const source = (file: string) => readFileSync(path.join(import.meta.dirname, file), "utf8");
const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" });
/** Of each form that is told apart from its repeats by an id of its own: where it is, and the id's name. */
const ids = files
  .filter((file) => file.endsWith(".tsx"))
  .flatMap((file) =>
    [...source(file).matchAll(/name="(\w+)" value=\{newId\(\)\}/g)].map(
      ([, id = ""]) => [path.dirname(file), id] as const,
    ),
  );

it("finds the forms that have an id of their own", () => {
  expect(ids.length).toBeGreaterThanOrEqual(8);
});

it.each(ids)("in %s a form without its %s is told that it is outdated", (folder, id) => {
  const actions = files
    .filter((file) => path.dirname(file) === folder && /actions\.ts$/.test(file))
    .flatMap((file) => source(file).split(/^export async function/m));
  expect(actions.filter((body) => body.includes(`"${id}"`) && body.includes("outdatedForm("))).toHaveLength(1);
});
