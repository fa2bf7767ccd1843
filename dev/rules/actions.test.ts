import { expect, it } from "vitest";
import { readActions } from "./read-actions";

/**
 * Types bind our own pages. By hand an action is called with any number of arguments of any kind, which its declaration can't
 * keep out, so each is a schema's matter before it is anybody else's.
 */

const { files, actions } = readActions(process.cwd());

/** What looks at an argument whatever it is. */
const parser = /\b(?:parse|safeParse|getMarket|localeOf|marketOf)\([^()]*$/;

function isParsed(parameter: string, body: string): boolean {
  const [, name, type] = /^(\w+): ([\s\S]+)$/.exec(parameter) ?? [];
  if (!name) return false;
  if (name.startsWith("_") || type === "unknown") return true;
  const uses = [...body.matchAll(new RegExp(`(?<![.\\w])${name}\\b(?!:)`, "g"))];
  return uses.length > 0 && uses.every(({ index }) => parser.test(body.slice(0, index)));
}

it("a file of actions exports nothing but functions that are read here", () => {
  expect(actions.length).toBeGreaterThan(50);
  for (const { file, source } of files) {
    const read = actions.filter((action) => action.file === file).map(({ name }) => name);
    const exported = [...source.matchAll(/^export (?!type |interface )(.*)$/gm)].map(([, what = ""]) => what);
    expect(exported.map((what) => /^async function (\w+)/.exec(what)?.[1] ?? what)).toEqual(read);
    expect(source.match(/["']use server["']/g), file).toHaveLength(1);
  }
});

it("every argument of an action is unknown to it, or handed to a schema and used in no other way", () => {
  const raw = actions.flatMap(({ file, name, parameters, body }) =>
    parameters.filter((parameter) => !isParsed(parameter, body)).map((parameter) => `${file} ${name}(${parameter})`),
  );
  expect(raw).toEqual([]);
});

it.each([
  ["form: FormData", 'const tag = form.get("locale");', false],
  ["form: FormData", "const fields = schema.safeParse(Object.fromEntries(form));", false],
  ["{ id }: { id: string }", "const parsed = schema.parse(id);", false],
  ["id: string", "const parsed = schema.safeParse({ id, change });\n  return again(id);", false],
  ["id: string", "const parsed = schema.safeParse({ id, change });\n  return again(parsed.id);", true],
  ["id: unknown", "return again(id);", true],
  ["_previous: FormState", "return idleForm;", true],
])("%s in %s: %s", (parameter, body, parsed) => {
  expect(isParsed(parameter, body)).toBe(parsed);
});
