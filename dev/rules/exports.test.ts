import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { sourcesOf } from "./read-imports";

const root = process.cwd();
const texts = ["app", "components", "lib", "dev", "e2e", "bench", "messages"]
  .flatMap((folder) => sourcesOf(root, folder))
  .concat(["proxy.ts", "proxy.test.ts", "instrumentation.ts", "instrumentation-node.ts", "next.config.ts"])
  .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));

/** Next reads what these export by its names. */
const next =
  /(?:^|\/)(?:page|layout|route|loading|error|not-found|global-error|global-not-found|manifest|proxy|instrumentation)\.tsx?$/;
const exported = /^export (?:async )?(?:const|function\*?|class) (\w+)/gm;

it("no function, constant or class is exported that no other file names", () => {
  const filesWith = new Map<string, number>();
  for (const { text } of texts)
    for (const word of new Set(text.match(/\w+/g))) filesWith.set(word, (filesWith.get(word) ?? 0) + 1);
  const strays = texts
    .filter(({ file }) => !next.test(file) && !file.endsWith("config.ts"))
    .flatMap(({ file, text }) => [...text.matchAll(exported)].map(([, name = ""]) => ({ file, name })))
    .filter(({ name }) => filesWith.get(name) === 1);
  expect(strays.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});
