import { readFileSync } from "node:fs";
import { sourcesOf } from "./read-imports";

export interface Action {
  file: string;
  name: string;
  /** As written: `tag: string`. */
  parameters: string[];
  body: string;
}

/** Every server action of the project, and the files they stand in. */
export function readActions(root: string): { files: { file: string; source: string }[]; actions: Action[] } {
  const files = ["app", "components", "lib"]
    .flatMap((folder) => sourcesOf(root, folder))
    .map((file) => ({ file, source: readFileSync(file, "utf8") }))
    .filter(({ source }) => /^\s*["']use server["']/m.test(source));
  return { files, actions: files.flatMap(({ file, source }) => actionsOf(file, source)) };
}

/** Of a file as the formatter leaves it: a function ends where its brace stands at the beginning of a line. */
function actionsOf(file: string, source: string): Action[] {
  return [...source.matchAll(/^export async function (\w+)\(([\s\S]*?)\): Promise<.*> \{\n([\s\S]*?)^\}/gm)].map(
    ([, name = "", parameters = "", body = ""]) => ({ file, name, parameters: splitParameters(parameters), body }),
  );
}

/** At commas that stand in no brackets. */
function splitParameters(text: string): string[] {
  let depth = 0;
  const marked = [...text].map((character) => {
    depth += "{[(<".includes(character) ? 1 : "}])>".includes(character) ? -1 : 0;
    return character === "," && depth === 0 ? "\0" : character;
  });
  return marked
    .join("")
    .split("\0")
    .map((parameter) => parameter.trim())
    .filter(Boolean);
}
