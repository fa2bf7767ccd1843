import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** One text that changes when any of the files does. Tests, and what is generated, don't count. */
export function fingerprint(root: string, entries: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of entries.flatMap((entry) => filesOf(root, entry))) {
    hash.update(`${file}\0`);
    hash.update(readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}

const ignored = /\.test\.tsx?$|\.md$|^lib\/db\/generated|\/\.DS_Store$/;

function filesOf(root: string, entry: string): string[] {
  const full = path.join(root, entry);
  if (!existsSync(full) || ignored.test(entry)) return [];
  if (statSync(full).isFile()) return [entry];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesOf(root, `${entry}/${name}`));
}
